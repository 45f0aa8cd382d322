package dev.tain.internal.server;

import dev.tain.internal.object.Part;
import dev.tain.object.Backstage;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the server knows of one object. */
final class ServerObject {
    final NetworkIdentity identity;
    final Part[] parts;

    /** Clients that observe it, if it is not {@link #open}. */
    final List<ObserverView> observers = new ArrayList<>(0);

    final List<ServerObject> children = new ArrayList<>(0);
    int prefab;

    @Nullable
    ObserverView owner;

    boolean player;

    /**
     * Counts how often a client was told that it owns the object. State carries it: what an owner sent before it lost the
     * object and got it back is not taken for its own.
     */
    int epoch;

    /** Whether some of its state is its owner's client's to decide. */
    final boolean clientDecides;

    /** Whether every client that is ready observes it. */
    boolean open;

    /** The round in which those who were shown it at its spawn get nothing more. */
    int spawnRound;

    /** Whether it is in this round's list of those that changed. */
    boolean dirty;

    boolean destroyed;

    /** Whether its callbacks are being told that it is spawned, before anybody is shown it. */
    boolean starting;

    /** Whether it is being taken off the network. */
    boolean leaving;

    @Nullable
    ServerObject previous;

    @Nullable
    ServerObject next;

    ServerObject(NetworkIdentity identity, Part.Listener listener) {
        this.identity = identity;
        List<NetworkBehaviour> behaviours = identity.behaviours();
        this.parts = new Part[behaviours.size()];
        boolean decides = false;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Part.of(behaviours.get(i), listener);
            parts[i].object = this;
            decides |= parts[i].clientDecides;
        }
        this.clientDecides = decides;
        Backstage.record(identity, this);
    }

    static ServerObject of(NetworkIdentity identity) {
        return (ServerObject) Objects.requireNonNull(Backstage.record(identity));
    }

    static ServerObject of(Part part) {
        return (ServerObject) Objects.requireNonNull(part.object);
    }

    Part part(NetworkBehaviour behaviour) {
        return parts[behaviour.index()];
    }

    @Override
    public String toString() {
        return identity.toString();
    }
}
