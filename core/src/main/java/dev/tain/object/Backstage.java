package dev.tain.object;

import dev.tain.codegen.NetworkedBehaviour;
import dev.tain.codegen.ObjectLookup;
import dev.tain.codegen.OutgoingCall;
import dev.tain.connection.NetworkConnection;
import dev.tain.time.NetworkTime;
import dev.tain.wire.Codec;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Where the library's own rooms reach what objects keep from games. Games do not call it. */
public final class Backstage {
    /** The server or client that objects belong to. */
    public interface Host extends ObjectLookup {
        boolean isServer();

        NetworkTime time();

        Collection<NetworkConnection> observers(NetworkIdentity object);

        boolean isObservedBy(NetworkIdentity object, NetworkConnection connection);

        void visibility(NetworkIdentity object, Visibility visibility);

        void parent(NetworkIdentity object, @Nullable NetworkIdentity parent);

        void nodeChanged(NetworkIdentity object, @Nullable Object before, @Nullable Object now);

        void markChanged(NetworkBehaviour behaviour);

        /** Puts what was last read into the fields. */
        void takeState(NetworkBehaviour behaviour);

        @Nullable
        OutgoingCall beginCall(NetworkBehaviour behaviour, int function, @Nullable NetworkConnection target);

        void wrongSide(NetworkBehaviour behaviour, String method, boolean server);
    }

    private Backstage() {}

    // ---------------------------------------------------------------- identities

    public static NetworkIdentity newIdentity(Host host, String prefab, boolean sceneObject) {
        return new NetworkIdentity(host, prefab, sceneObject);
    }

    public static Host host(NetworkIdentity object) {
        return object.host();
    }

    public static void attach(NetworkIdentity object, NetworkBehaviour behaviour) {
        behaviour.attach(object, object.behaviours().size());
        object.add(behaviour);
    }

    public static void netId(NetworkIdentity object, int netId) {
        object.netId = netId;
    }

    public static void owner(NetworkIdentity object, @Nullable NetworkConnection owner) {
        object.owner = owner;
    }

    public static void owned(NetworkIdentity object, boolean owned) {
        object.owned = owned;
    }

    public static void localPlayer(NetworkIdentity object, boolean localPlayer) {
        object.localPlayer = localPlayer;
    }

    public static void parent(NetworkIdentity object, @Nullable NetworkIdentity parent) {
        object.parent = parent;
    }

    public static void visibility(NetworkIdentity object, Visibility visibility) {
        object.visibility = visibility;
    }

    public static void readNode(NetworkIdentity object) {
        object.readNode();
    }

    public static void writeNode(NetworkIdentity object) {
        object.writeNode();
    }

    /** What a server or client keeps of an object. */
    public static @Nullable Object record(NetworkIdentity object) {
        return object.record;
    }

    public static void record(NetworkIdentity object, @Nullable Object record) {
        object.record = record;
    }

    // ---------------------------------------------------------------- behaviours

    /** The generated side of a behaviour; null if it was made with plain {@code new}. */
    public static @Nullable NetworkedBehaviour networked(NetworkBehaviour behaviour) {
        return behaviour instanceof NetworkedBehaviour networked ? networked : null;
    }

    public static void startServer(NetworkBehaviour behaviour) {
        behaviour.onStartServer();
    }

    public static void stopServer(NetworkBehaviour behaviour) {
        behaviour.onStopServer();
    }

    public static void startClient(NetworkBehaviour behaviour) {
        behaviour.onStartClient();
    }

    public static void stopClient(NetworkBehaviour behaviour) {
        behaviour.onStopClient();
    }

    public static void startAuthority(NetworkBehaviour behaviour) {
        behaviour.onStartAuthority();
    }

    public static void stopAuthority(NetworkBehaviour behaviour) {
        behaviour.onStopAuthority();
    }

    public static void startLocalPlayer(NetworkBehaviour behaviour) {
        behaviour.onStartLocalPlayer();
    }

    public static void stopLocalPlayer(NetworkBehaviour behaviour) {
        behaviour.onStopLocalPlayer();
    }

    public static void tick(NetworkBehaviour behaviour) {
        behaviour.onTick();
    }

    public static void update(NetworkBehaviour behaviour) {
        behaviour.onUpdate();
    }

    public static void serialize(NetworkBehaviour behaviour, NetworkWriter writer, boolean initial) {
        behaviour.onSerialize(writer, initial);
    }

    public static void deserialize(NetworkBehaviour behaviour, NetworkReader reader, boolean initial) {
        behaviour.onDeserialize(reader, initial);
    }

    public static boolean takesState(NetworkBehaviour behaviour) {
        return behaviour.takesState();
    }

    public static boolean acceptClientState(NetworkBehaviour behaviour) {
        return behaviour.acceptClientState();
    }

    // ---------------------------------------------------------------- collections

    public static void bind(SyncObject collection, Codec<?> element, @Nullable Codec<?> value) {
        Replica.of(collection).bind(element, value);
    }

    public static void owner(SyncObject collection, SyncObject.@Nullable Owner owner) {
        Replica.of(collection).owner(owner);
    }

    public static boolean hasChanges(SyncObject collection) {
        return Replica.of(collection).hasChanges();
    }

    public static void clearChanges(SyncObject collection) {
        Replica.of(collection).clearChanges();
    }

    public static void writeAll(SyncObject collection, NetworkWriter writer) {
        Replica.of(collection).writeAll(writer);
    }

    public static void writeChanges(SyncObject collection, NetworkWriter writer) {
        Replica.of(collection).writeChanges(writer);
    }

    public static void readAll(SyncObject collection, NetworkReader reader, boolean initial) {
        Replica.of(collection).readAll(reader, initial);
    }

    public static void readChanges(SyncObject collection, NetworkReader reader) {
        Replica.of(collection).readChanges(reader);
    }

    public static void callListeners(SyncObject collection) {
        Replica.of(collection).callListeners();
    }
}
