package dev.tain.internal.client;

import dev.tain.internal.object.Part;
import dev.tain.object.Backstage;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a client knows of one object. */
final class ClientObject {
    final NetworkIdentity identity;
    final Part[] parts;

    /** The flags and state it was introduced with, until it starts. */
    byte @Nullable [] introduction;

    int flags;

    /** Which of its ownerships this is; state sent to the server carries it. */
    byte epoch;

    /** Whether {@code onStartClient} was called. */
    boolean started;

    /** Whether it is disappearing, and its callbacks may be under way. */
    boolean leaving;

    /** What the callbacks said last. */
    boolean toldOwned;

    boolean toldPlayer;

    /** The number of its parent, also while that is not there. */
    int parent;

    /** Those whose parent it is. */
    final List<ClientObject> children = new ArrayList<>(0);

    /** Whether the burst under way named it again. */
    boolean confirmed;

    ClientObject(NetworkIdentity identity, Part.Listener listener) {
        this.identity = identity;
        List<NetworkBehaviour> behaviours = identity.behaviours();
        this.parts = new Part[behaviours.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Part.of(behaviours.get(i), listener);
            parts[i].object = this;
        }
        Backstage.record(identity, this);
    }

    static ClientObject of(NetworkIdentity identity) {
        return (ClientObject) Objects.requireNonNull(Backstage.record(identity));
    }

    static ClientObject of(Part part) {
        return (ClientObject) Objects.requireNonNull(part.object);
    }

    Part part(NetworkBehaviour behaviour) {
        return parts[behaviour.index()];
    }
}
