package dev.tain.internal.client;

import dev.tain.codegen.OutgoingCall;
import dev.tain.codegen.RemoteFunction;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.Report;
import dev.tain.internal.collect.IntMap;
import dev.tain.internal.object.AssemblyLine;
import dev.tain.internal.object.CallHeader;
import dev.tain.internal.object.IncomingCallReader;
import dev.tain.internal.object.Nodes;
import dev.tain.internal.object.Part;
import dev.tain.internal.object.StateReader;
import dev.tain.internal.object.Ticking;
import dev.tain.internal.session.BuiltIn;
import dev.tain.internal.session.Connection;
import dev.tain.internal.session.Endpoint;
import dev.tain.object.Backstage;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.object.Prefabs;
import dev.tain.object.References;
import dev.tain.object.SpawnHandler;
import dev.tain.object.Visibility;
import dev.tain.time.NetworkTime;
import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects a client observes. An object is introduced (made, and known by its number), then started (its state set, its
 * hooks and callbacks called). In a burst all are introduced before the first is started, so that they can refer to each
 * other.
 */
public final class ClientObjects implements Backstage.Host, Part.Listener {
    private static final int OWNED = 1;
    private static final int PLAYER = 2;
    private static final int PARENT = 4;
    private static final int POSITION = 8;
    private static final int ROTATION = 16;
    private static final int SCALE = 32;
    private static final int EPOCH = 64;

    private final Endpoint endpoint;
    private final AssemblyLine assembly;
    private final PrefabDefinitions definitions;
    private final StateReader stateReader;
    private final Referrers referrers;
    private final OwnedState ownedState;
    private final Ticking ticking;
    private final Ticking updating;
    private final NetworkTime time;
    private final IncomingCallReader calls;
    private final OutgoingCommand command = new OutgoingCommand();
    private final TreeMap<Integer, ClientObject> byNetId = new TreeMap<>(Integer::compareUnsigned);
    private final IntMap<ClientObject> lookup = new IntMap<>();
    private final Set<ClientObject> orphans = new LinkedHashSet<>();
    private final Map<String, SpawnHandler> handlers = new HashMap<>();
    private final Nodes nodes = new Nodes();
    private final NetworkReader entry = new NetworkReader();
    private final long[] updated = new long[Part.PARTS_MAX];
    private final Pose pose = new Pose();
    private @Nullable Connection connection;
    private @Nullable NetworkIdentity localPlayer;
    private boolean ready;
    private byte readiness;
    private boolean burst;
    private long unknownDropped;

    ClientObjects(Endpoint endpoint, Prefabs prefabs, NetworkTime time) {
        this.endpoint = endpoint;
        this.assembly = new AssemblyLine(this, endpoint.types(), prefabs, object -> new ClientObject(object, this));
        this.definitions = new PrefabDefinitions(endpoint.types());
        this.stateReader = new StateReader(endpoint, this);
        this.referrers = new Referrers(this, stateReader);
        this.ownedState = new OwnedState(endpoint);
        this.ticking = Ticking.onTick(endpoint);
        this.updating = Ticking.onUpdate(endpoint);
        this.time = time;
        this.calls = new IncomingCallReader(endpoint);
        this.entry.context(this);
        endpoint.objects(this);
    }

    // ---------------------------------------------------------------- what a game asks

    public NetworkIdentity instantiate(String prefab) {
        endpoint.guard().check();
        return assembly.instantiate(prefab);
    }

    public NetworkIdentity sceneObject(String name) {
        endpoint.guard().check();
        return assembly.sceneObject(name);
    }

    public void registerSpawnHandler(String prefab, SpawnHandler handler) {
        endpoint.guard().check();
        if (assembly.prefabs().prefab(prefab) == null) {
            throw new IllegalArgumentException("There is no prefab '" + prefab + "' to have a spawn handler; there are "
                    + assembly.prefabs().names() + ".");
        }
        if (handlers.putIfAbsent(prefab, handler) != null) {
            throw new IllegalStateException(
                    "'" + prefab + "' has a spawn handler already; unregisterSpawnHandler that first.");
        }
    }

    public boolean unregisterSpawnHandler(String prefab) {
        endpoint.guard().check();
        return handlers.remove(prefab) != null;
    }

    public boolean isReady() {
        return ready;
    }

    public @Nullable NetworkIdentity localPlayer() {
        return localPlayer;
    }

    public @Nullable NetworkIdentity find(int netId) {
        ClientObject object = lookup.get(netId);
        return object == null ? null : object.identity;
    }

    public @Nullable NetworkIdentity objectOf(Object node) {
        return nodes.objectOf(node);
    }

    public List<NetworkIdentity> all() {
        List<NetworkIdentity> all = new ArrayList<>(byNetId.size());
        byNetId.values().forEach(object -> all.add(object.identity));
        return all;
    }

    public long callsDropped() {
        return command.dropped() + unknownDropped;
    }

    // ---------------------------------------------------------------- for the client

    /** Tells the server that objects can be shown. */
    void sayReady(Connection to) {
        if (!ready && to.isOpen()) {
            ready = true;
            connection = to;
            if (!to.isLive()) {
                return; // it is said when the connection is back
            }
            NetworkWriter writer = endpoint.scratch();
            writer.writeShort(BuiltIn.READY);
            writer.writeByte(readiness);
            to.sendRaw(Channel.RELIABLE, writer);
        }
    }

    /** What is due in every tick. */
    void update() {
        updating.run();
    }

    /** What is due in a tick that sends, before packets leave. */
    void tick(Connection to) {
        ticking.run();
        if (ready && to.isLive()) {
            ownedState.send(to);
        }
    }

    /**
     * The connection is back. What was said about readiness may have been lost with the link; what the server knows of it
     * is what counts. If it is ready there, a burst follows.
     *
     * @return whether readiness was taken back meanwhile
     */
    boolean resumed(Connection to, byte knownReadiness, boolean knownReady) {
        burst = false;
        boolean takenBack = !knownReady && readiness != knownReadiness;
        boolean saidAndLost = !knownReady && !takenBack && ready;
        readiness = knownReadiness;
        ready = knownReady;
        if (saidAndLost) {
            sayReady(to);
        }
        return takenBack;
    }

    void receive(Connection from, int id, NetworkReader body) {
        connection = from;
        switch (id) {
            case BuiltIn.NOT_READY -> {
                ready = false;
                readiness = body.readByte();
            }
            case BuiltIn.PREFAB -> definitions.read(body);
            case BuiltIn.SPAWN -> spawn(from, body);
            case BuiltIn.BURST_BEGIN -> beginBurst();
            case BuiltIn.BURST_END -> endBurst(from);
            case BuiltIn.DESTROY -> destroy(body);
            case BuiltIn.OWNER -> owner(body);
            case BuiltIn.STATE -> state(body);
            case BuiltIn.CALL -> call(from, body);
            case BuiltIn.PARENT -> parent(body);
            default -> throw body.malformed("a server has no business sending built-in message " + id);
        }
    }

    /** The connection ended: everything disappears. */
    void clear() {
        for (ClientObject object : List.copyOf(byNetId.values())) {
            remove(object);
        }
        byNetId.clear();
        lookup.clear();
        definitions.clear();
        referrers.clear();
        orphans.clear();
        ownedState.clear();
        ready = false;
        readiness = 0;
        burst = false;
        localPlayer = null;
        connection = null;
    }

    // ---------------------------------------------------------------- appearing

    private void beginBurst() {
        burst = true;
        ready = true; // the server may decide so by itself, as addPlayer and setReady do
        for (ClientObject object : byNetId.values()) {
            object.confirmed = false;
        }
    }

    private void endBurst(Connection from) {
        burst = false;
        for (ClientObject object : List.copyOf(byNetId.values())) {
            if (!object.confirmed) {
                remove(object);
            }
        }
        for (ClientObject object : List.copyOf(byNetId.values())) {
            if (object.introduction != null && object.identity.isSpawned() && from.isLive()) {
                start(from, object);
            }
        }
    }

    private void spawn(Connection from, NetworkReader body) {
        int netId = body.readVarUInt();
        if (netId == 0) {
            throw body.malformed("an object was spawned without a number");
        }
        PrefabDefinitions.Definition definition = definitions.find(body.readVarUInt());
        if (definition == null) {
            throw body.malformed("an object of an unknown prefab was spawned");
        }
        int flags = body.readUnsignedByte();
        byte epoch = (flags & EPOCH) != 0 ? body.readByte() : 0;
        int parent = (flags & PARENT) != 0 ? body.readVarUInt() : 0;
        readPose(body, flags);
        ClientObject object = lookup.get(netId);
        if (object == null) {
            makeWay(definition);
            object = make(from, definition);
            if (object == null) {
                body.skip(body.remaining());
                return;
            }
            Backstage.netId(object.identity, netId);
            byNetId.put(netId, object);
            lookup.put(netId, object);
            for (Part part : object.parts) {
                part.connect(true);
            }
        } else if (!object.identity.prefab().equals(definition.name())
                || object.identity.isSceneObject() != definition.scene()) {
            throw body.malformed(object.identity + " was spawned again as a '" + definition.name() + "'");
        }
        object.confirmed = true;
        object.flags = flags;
        object.epoch = epoch;
        object.parent = parent;
        object.identity.pose().set(pose);
        object.introduction = new byte[body.remaining()];
        body.readRaw(object.introduction, 0, object.introduction.length);
        if (!burst) {
            start(from, object);
        }
    }

    private void readPose(NetworkReader body, int flags) {
        pose.position(0, 0, 0).rotation(0, 0, 0, 1).scale(1, 1, 1);
        if ((flags & POSITION) != 0) {
            pose.position(body.readFloat(), body.readFloat(), body.readFloat());
        }
        if ((flags & ROTATION) != 0) {
            pose.rotation(body.readFloat(), body.readFloat(), body.readFloat(), body.readFloat());
        }
        if ((flags & SCALE) != 0) {
            pose.scale(body.readFloat(), body.readFloat(), body.readFloat());
        }
    }

    /** A scene object that came back under another number while this client was not shown anything. */
    private void makeWay(PrefabDefinitions.Definition definition) {
        if (burst && definition.scene() && assembly.missing(definition.name(), true) == null) {
            NetworkIdentity there = sceneObject(definition.name());
            if (there.isSpawned() && !ClientObject.of(there).confirmed) {
                remove(ClientObject.of(there));
            }
        }
    }

    private @Nullable ClientObject make(Connection from, PrefabDefinitions.Definition definition) {
        String missing = assembly.missing(definition.name(), definition.scene());
        if (missing != null) {
            from.fail(
                    DisconnectReason.SCHEMA_MISMATCH,
                    "the server spawned what this client does not know: " + missing,
                    0);
            return null;
        }
        ClientObject object;
        try {
            SpawnHandler handler = definition.scene() ? null : handlers.get(definition.name());
            NetworkIdentity identity = definition.scene()
                    ? sceneObject(definition.name())
                    : handler == null ? instantiate(definition.name()) : handler.spawn(pose);
            if (identity.isSpawned() || Backstage.host(identity) != this) {
                throw new IllegalStateException("The spawn handler of '" + definition.name() + "' gave " + identity
                        + ", which is not an unspawned object of this client.");
            }
            object = ClientObject.of(identity);
        } catch (Throwable e) {
            makingFailed(from, definition, e);
            return null;
        }
        String difference = definitions.difference(definition, object.parts);
        if (difference != null) {
            from.fail(DisconnectReason.SCHEMA_MISMATCH, difference, 0);
            return null;
        }
        return object;
    }

    private void makingFailed(Connection from, PrefabDefinitions.Definition definition, Throwable e) {
        endpoint.rethrowFatal(e);
        if (endpoint.settings().exceptionsDisconnect()) {
            String what = definition.scene() ? "scene object" : "prefab";
            String text = "making an object of the " + what + " '" + definition.name() + "' failed on the client";
            from.end(new Disconnect(DisconnectReason.HANDLER_FAILED, text, false), true);
        }
        endpoint.dispatcher().handlerFailed(from, "spawning " + definition.name(), 0, e);
    }

    /** Sets the state an object was introduced with, and calls what is to be called. */
    private void start(Connection from, ClientObject object) {
        byte[] bytes = object.introduction;
        if (bytes == null) {
            return;
        }
        object.introduction = null;
        NetworkIdentity identity = object.identity;
        boolean owned = (object.flags & OWNED) != 0;
        setOwner(object, from, owned, (object.flags & PLAYER) != 0);
        attachParent(object);
        endpoint.runGuarded("NodeAdapter.write", () -> Backstage.writeNode(identity));
        entry.wrap(bytes, 0, bytes.length);
        long[] fields = new long[object.parts.length];
        for (Part part : object.parts) {
            if (part.isFor(owned)) {
                fields[part.index] = stateReader.readFull(entry, part, !object.started);
                fields[part.index] &= ~referrers.note(part);
                part.clean();
            }
        }
        if (entry.remaining() > 0) {
            throw entry.malformed("the spawn of " + identity + " ends " + entry.remaining() + " bytes before its size");
        }
        if (owned) {
            ownedState.add(object);
        } else {
            ownedState.remove(object); // taken away while this client was not ready
        }
        callHooks(object, fields);
        if (!object.started && identity.isSpawned()) {
            object.started = true;
            ticking.add(object.parts);
            updating.add(object.parts);
            each(object, "onStartClient", Backstage::startClient);
        }
        tellOwner(object);
        if (identity.isSpawned()) {
            referrers.arrived(identity.netId());
            adoptChildren(identity);
        }
    }

    private void callHooks(ClientObject object, long[] fields) {
        for (Part part : object.parts) {
            stateReader.callHooks(part, fields[part.index]);
            part.clean();
        }
    }

    // ---------------------------------------------------------------- changing

    private void state(NetworkReader body) {
        while (body.remaining() > 0) {
            ClientObject object = lookup.get(body.readVarUInt());
            int size = body.readCount(1);
            if (object == null || object.introduction != null) {
                unknownDropped++; // it could not be made
            } else {
                entry.wrap(body.buffer(), body.bufferPosition(), size);
                update(object);
            }
            body.skip(size);
        }
    }

    private void update(ClientObject object) {
        Part[] parts = object.parts;
        long which = parts.length > 1 ? entry.readVarULong() : 1;
        if (parts.length < 64 && which >>> parts.length != 0) {
            throw entry.malformed("an update for behaviours that " + object.identity + " does not have");
        }
        long[] fields = updated;
        Arrays.fill(fields, 0, parts.length, 0);
        for (long left = which; left != 0; left &= left - 1) {
            Part part = parts[Long.numberOfTrailingZeros(left)];
            fields[part.index] = stateReader.readUpdate(entry, part, part.state);
            fields[part.index] &= ~referrers.note(part);
        }
        if (entry.remaining() > 0) {
            throw entry.malformed(
                    "the state of " + object.identity + " ends " + entry.remaining() + " bytes before its size");
        }
        callHooks(object, fields);
    }

    private void owner(NetworkReader body) {
        ClientObject object = lookup.get(body.readVarUInt());
        int flags = body.readUnsignedByte();
        Connection from = connection;
        if (object == null || from == null) {
            unknownDropped++;
            body.skip(body.remaining());
            return;
        }
        boolean owned = (flags & OWNED) != 0;
        if ((flags & EPOCH) != 0) {
            object.epoch = body.readByte();
        }
        int size = body.readCount(1);
        entry.wrap(body.buffer(), body.bufferPosition(), size);
        body.skip(size);
        setOwner(object, from, owned, (flags & PLAYER) != 0);
        long[] fields = new long[object.parts.length];
        if (size > 0) {
            long which = entry.readVarULong();
            for (Part part : object.parts) {
                if ((which & 1L << part.index) != 0) {
                    fields[part.index] = stateReader.readFull(entry, part, true);
                    fields[part.index] &= ~referrers.note(part);
                }
            }
            if (entry.remaining() > 0) {
                throw entry.malformed("the state of " + object.identity + " has bytes left");
            }
        }
        if (owned) {
            ownedState.add(object);
        } else {
            ownedState.remove(object);
        }
        callHooks(object, fields);
        tellOwner(object);
    }

    private void setOwner(ClientObject object, Connection from, boolean owned, boolean player) {
        NetworkIdentity identity = object.identity;
        if (object.toldPlayer && !player) {
            object.toldPlayer = false;
            each(object, "onStopLocalPlayer", Backstage::stopLocalPlayer);
        }
        Backstage.owned(identity, owned);
        Backstage.owner(identity, owned ? from : null);
        Backstage.localPlayer(identity, player);
        if (player) {
            localPlayer = identity;
        } else if (localPlayer == identity) {
            localPlayer = null;
        }
    }

    /** Calls the callbacks about ownership that are due. */
    private void tellOwner(ClientObject object) {
        NetworkIdentity identity = object.identity;
        if (!object.started || !identity.isSpawned()) {
            return;
        }
        if (identity.isOwned() != object.toldOwned) {
            object.toldOwned = identity.isOwned();
            if (object.toldOwned) {
                each(object, "onStartAuthority", Backstage::startAuthority);
            } else {
                each(object, "onStopAuthority", Backstage::stopAuthority);
            }
        }
        if (identity.isLocalPlayer() && !object.toldPlayer) {
            object.toldPlayer = true;
            each(object, "onStartLocalPlayer", Backstage::startLocalPlayer);
        }
    }

    private void parent(NetworkReader body) {
        ClientObject object = lookup.get(body.readVarUInt());
        int parent = body.readVarUInt();
        if (object != null) {
            object.parent = parent;
            attachParent(object);
        }
    }

    private void attachParent(ClientObject object) {
        NetworkIdentity before = object.identity.parent();
        if (before != null) {
            ClientObject.of(before).children.remove(object);
        }
        orphans.remove(object);
        ClientObject parent = object.parent == 0 ? null : lookup.get(object.parent);
        if (parent != null && isWithin(parent.identity, object.identity)) {
            parent = null; // until that one's own news is in; a server that means it gets no circle
        }
        Backstage.parent(object.identity, parent == null ? null : parent.identity);
        if (parent != null) {
            parent.children.add(object);
        } else if (object.parent != 0) {
            orphans.add(object);
        }
    }

    private static boolean isWithin(NetworkIdentity object, NetworkIdentity other) {
        for (NetworkIdentity at = object; at != null; at = at.parent()) {
            if (at == other) {
                return true;
            }
        }
        return false;
    }

    private void adoptChildren(NetworkIdentity parent) {
        if (!orphans.isEmpty()) {
            for (ClientObject orphan : List.copyOf(orphans)) {
                if (orphan.parent == parent.netId()) {
                    attachParent(orphan);
                }
            }
        }
    }

    // ---------------------------------------------------------------- disappearing

    private void destroy(NetworkReader body) {
        ClientObject object = lookup.get(body.readVarUInt());
        body.readBoolean(); // hidden, or gone: a client treats both alike
        if (object != null) {
            remove(object);
        }
    }

    private void remove(ClientObject object) {
        NetworkIdentity identity = object.identity;
        int netId = identity.netId();
        if (object.leaving || netId == 0) {
            return; // a callback of its own, or of one before it, made this client connect anew
        }
        object.leaving = true;
        tellLeaving(object);
        object.introduction = null;
        ownedState.remove(object);
        byNetId.remove(netId);
        lookup.remove(netId);
        if (localPlayer == identity) {
            localPlayer = null;
        }
        Backstage.owned(identity, false);
        Backstage.owner(identity, null);
        Backstage.localPlayer(identity, false);
        Backstage.netId(identity, 0);
        for (Part part : object.parts) {
            part.connect(false);
        }
        referrers.left(netId);
        object.parent = 0;
        attachParent(object);
        for (ClientObject child : List.copyOf(object.children)) {
            attachParent(child);
        }
        object.leaving = false;
        release(identity);
    }

    private void tellLeaving(ClientObject object) {
        if (object.toldPlayer) {
            object.toldPlayer = false;
            each(object, "onStopLocalPlayer", Backstage::stopLocalPlayer);
        }
        if (object.started) {
            object.started = false;
            ticking.remove(object.parts);
            updating.remove(object.parts);
            each(object, "onStopClient", Backstage::stopClient);
        }
        if (object.toldOwned) {
            object.toldOwned = false;
            Backstage.owned(object.identity, false);
            each(object, "onStopAuthority", Backstage::stopAuthority);
        }
    }

    private void release(NetworkIdentity identity) {
        SpawnHandler handler = identity.isSceneObject() ? null : handlers.get(identity.prefab());
        if (handler != null) {
            try {
                handler.unspawn(identity);
            } catch (Throwable e) {
                endpoint.callbackFailed("The spawn handler of " + identity.prefab(), e);
            }
        } else if (!identity.isSceneObject()) {
            identity.attach(null);
        }
    }

    private void each(ClientObject object, String callback, Consumer<NetworkBehaviour> call) {
        for (Part part : object.parts) {
            try {
                call.accept(part.behaviour);
            } catch (Throwable e) {
                endpoint.callbackFailed(part.behaviour.getClass().getName() + "." + callback, e);
            }
        }
    }

    // ---------------------------------------------------------------- calls

    private void call(Connection from, NetworkReader body) {
        ClientObject object = lookup.get(body.readVarUInt());
        if (object == null || !object.started) {
            unknownDropped++; // an unreliable call may overtake the spawn, or come after the end
            body.skip(body.remaining());
            return;
        }
        int index = CallHeader.readIndex(body, object.parts);
        if (index >= object.parts.length) {
            throw body.malformed("a call of a behaviour that " + object.identity + " does not have");
        }
        Part part = object.parts[index];
        int function = body.readVarUInt();
        List<RemoteFunction> functions = part.schema.functions();
        if (function < 0
                || function >= functions.size()
                || functions.get(function).kind() == RemoteFunction.Kind.COMMAND) {
            throw body.malformed("a call of a function that " + part.schema.wireName() + " does not have");
        }
        calls.run(part, function, body, from);
    }

    // ---------------------------------------------------------------- what objects ask

    @Override
    public NetworkTime time() {
        return time;
    }

    @Override
    public boolean isServer() {
        return false;
    }

    @Override
    public <T> @Nullable T find(long reference, Class<T> type) {
        ClientObject object = lookup.get(References.netId(reference));
        int index = References.index(reference);
        if (object == null || index >= object.parts.length) {
            return null;
        }
        Object found = index < 0 ? object.identity : object.parts[index].behaviour;
        return type.isInstance(found) ? type.cast(found) : null;
    }

    @Override
    public Collection<NetworkConnection> observers(NetworkIdentity object) {
        return Collections.emptyList();
    }

    @Override
    public boolean isObservedBy(NetworkIdentity object, NetworkConnection connection) {
        return false;
    }

    @Override
    public void visibility(NetworkIdentity object, Visibility visibility) {
        throw serverDecides("who may see " + object);
    }

    @Override
    public void parent(NetworkIdentity object, @Nullable NetworkIdentity parent) {
        throw serverDecides("the parent of " + object);
    }

    private static IllegalStateException serverDecides(String what) {
        return new IllegalStateException("The server decides about " + what + "; this is a client's copy.");
    }

    @Override
    public void nodeChanged(NetworkIdentity object, @Nullable Object before, @Nullable Object now) {
        nodes.changed(object, before, now);
    }

    @Override
    public void markChanged(NetworkBehaviour behaviour) {
        endpoint.guard().check();
        ownedState.markChanged(ClientObject.of(behaviour.identity()).part(behaviour));
    }

    @Override
    public void takeState(NetworkBehaviour behaviour) {
        endpoint.guard().check();
        Part part = ClientObject.of(behaviour.identity()).part(behaviour);
        part.state.apply(behaviour, part.schema.allFields(), this);
    }

    @Override
    public @Nullable OutgoingCall beginCall(
            NetworkBehaviour behaviour, int function, @Nullable NetworkConnection target) {
        endpoint.guard().check();
        return command.begin(behaviour, function, connection, ready);
    }

    @Override
    public void wrongSide(NetworkBehaviour behaviour, String method, boolean server) {
        endpoint.reporter()
                .report(
                        Report.Kind.UNHANDLED,
                        behaviour.getClass().getName() + "." + method,
                        method + " of " + behaviour + " is @Server and was called on a client's copy; it did nothing",
                        null);
    }

    @Override
    public void collectionChanged(Part part) {}

    @Override
    public @Nullable String whyReadOnly(Part part) {
        return part.clientDecides && part.behaviour.isOwned()
                ? null
                : part.behaviour + " is a client's copy; the server decides about its collections";
    }
}
