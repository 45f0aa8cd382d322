package dev.tain.internal.server;

import dev.tain.codegen.OutgoingCall;
import dev.tain.connection.CallRefusal;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.Report;
import dev.tain.connection.ServerListener;
import dev.tain.interest.InterestManagement;
import dev.tain.internal.object.AssemblyLine;
import dev.tain.internal.object.Nodes;
import dev.tain.internal.object.Part;
import dev.tain.internal.object.StateWriter;
import dev.tain.internal.object.Ticking;
import dev.tain.internal.session.BuiltIn;
import dev.tain.internal.session.Connection;
import dev.tain.internal.session.Endpoint;
import dev.tain.internal.session.OwnTime;
import dev.tain.object.Backstage;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.object.References;
import dev.tain.object.Visibility;
import dev.tain.time.NetworkTime;
import dev.tain.transport.DisconnectReason;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a server: which are spawned, and who is ready. Who observes what is {@link Visibilities}'
 * business, who owns what {@link Owners}', what changed {@link StateRound}'s, which commands may run {@link Commands}'.
 */
public final class ServerObjects implements Backstage.Host, Part.Listener {
    /** How often it is tried to show what could not be written: about twice a second. */
    private static final int SHOW_AGAIN_ROUNDS = 30;

    private final Endpoint endpoint;
    private final Server server;
    private final ServerListener listener;
    private final AssemblyLine assembly;
    private final List<ObserverView> ready = new ArrayList<>();
    private final StateRound round;
    private final Visibilities visibilities;
    private final Owners owners;
    private final Commands commands;
    private final ClientState clientState;
    private final OutgoingRpc rpc = new OutgoingRpc(this, ready);
    private final Ticking ticking;
    private final Ticking updating;
    private final NetworkTime time;
    private final SpawnedObjects spawned = new SpawnedObjects();
    private final Map<String, Integer> prefabNumbers = new HashMap<>();
    private final Nodes nodes = new Nodes();
    private int lastNetId;
    private int rounds;

    ServerObjects(
            Endpoint endpoint,
            Server server,
            ServerListener listener,
            Prefabs prefabs,
            @Nullable InterestManagement interest) {
        this.endpoint = endpoint;
        this.server = server;
        this.listener = listener;
        this.assembly = new AssemblyLine(this, endpoint.types(), prefabs, object -> new ServerObject(object, this));
        StateWriter stateWriter = new StateWriter();
        this.round = new StateRound(endpoint, ready, stateWriter);
        this.visibilities = new Visibilities(endpoint, ready, round, stateWriter, interest);
        this.owners = new Owners(endpoint, this, visibilities);
        this.commands = new Commands(endpoint, this, listener);
        this.clientState = new ClientState(endpoint, this, commands, round);
        this.ticking = Ticking.onTick(endpoint);
        this.updating = Ticking.onUpdate(endpoint);
        this.time = new OwnTime(endpoint);
        endpoint.objects(this);
    }

    /** Who owns what. */
    public Owners owners() {
        return owners;
    }

    // ---------------------------------------------------------------- making

    public NetworkIdentity instantiate(String prefab) {
        endpoint.guard().check();
        return assembly.instantiate(prefab);
    }

    public NetworkIdentity sceneObject(String name) {
        endpoint.guard().check();
        return assembly.sceneObject(name);
    }

    public void spawnSceneObjects() {
        for (String name : assembly.prefabs().sceneObjectNames()) {
            NetworkIdentity object = sceneObject(name);
            if (!object.isSpawned()) {
                spawn(object, null);
            }
        }
    }

    // ---------------------------------------------------------------- spawning

    public void spawn(NetworkIdentity identity, @Nullable NetworkConnection owner) {
        endpoint.guard().check();
        ServerObject object = mine(identity);
        if (!server.isStarted()) {
            throw new IllegalStateException(
                    "This server does not listen; start() it before it spawns " + identity + ".");
        }
        if (identity.isSpawned()) {
            throw new IllegalStateException(identity + " is spawned already.");
        }
        if (object.destroyed) {
            throw new IllegalStateException(identity + " was destroyed; instantiate another, or unspawn instead of"
                    + " destroying what is to come back.");
        }
        ObserverView view = owner == null ? null : openView(owner);
        Backstage.readNode(identity);
        Backstage.netId(identity, ++lastNetId);
        owners.own(object, view, object.player && view != null);
        object.prefab = prefabNumber(identity);
        spawned.add(object);
        for (Part part : object.parts) {
            part.connect(true);
        }
        ticking.add(object.parts);
        updating.add(object.parts);
        object.starting = true;
        each(object, "onStartServer", Backstage::startServer);
        object.starting = false;
        if (!identity.isSpawned()) {
            return; // it took itself away
        }
        try {
            for (Part part : object.parts) {
                part.captureAll();
            }
            round.add(object);
            visibilities.spawned(object);
        } catch (RuntimeException e) {
            remove(object);
            throw e;
        }
    }

    private int prefabNumber(NetworkIdentity identity) {
        String key = (identity.isSceneObject() ? "scene:" : "prefab:") + identity.prefab();
        return prefabNumbers.computeIfAbsent(key, k -> prefabNumbers.size());
    }

    /** Takes an object off the network; it may be spawned again, under another number. */
    public void unspawn(NetworkIdentity identity) {
        endpoint.guard().check();
        ServerObject object = mine(identity);
        if (!identity.isSpawned() || object.leaving) {
            return;
        }
        object.leaving = true; // what its callbacks take along may want to take it along, too
        for (ServerObject child : List.copyOf(object.children)) {
            unspawn(child.identity);
        }
        visibilities.gone(object);
        each(object, "onStopServer", Backstage::stopServer);
        remove(object);
        object.leaving = false;
    }

    /** Takes an object off the network for good; a scene object only until it is spawned again. */
    public void destroy(NetworkIdentity identity) {
        endpoint.guard().check();
        ServerObject object = mine(identity);
        for (ServerObject child : List.copyOf(object.children)) {
            destroy(child.identity);
        }
        unspawn(identity);
        if (!identity.isSceneObject()) {
            object.destroyed = true;
            identity.attach(null);
        }
    }

    private void remove(ServerObject object) {
        if (!object.identity.isSpawned()) {
            return; // a callback was faster
        }
        visibilities.gone(object);
        round.remove(object);
        ticking.remove(object.parts);
        updating.remove(object.parts);
        spawned.remove(object);
        for (Part part : object.parts) {
            part.connect(false);
        }
        if (object.identity.parent() != null) {
            ServerObject.of(object.identity.parent()).children.remove(object);
            Backstage.parent(object.identity, null);
        }
        owners.own(object, null, false);
        Backstage.netId(object.identity, 0);
    }

    // ---------------------------------------------------------------- readiness

    public boolean isReady(NetworkConnection connection) {
        ObserverView view = viewOf(connection);
        return view.ready || view.readyOnReturn;
    }

    public void setReady(NetworkConnection connection) {
        endpoint.guard().check();
        ObserverView view = openView(connection);
        if (view == null || view.ready) {
            return;
        }
        if (connection.isSuspended()) {
            view.readyOnReturn = true;
            return;
        }
        view.ready = true;
        int queued = view.connection.queuedBytes();
        visibilities.ready(view, spawned);
        view.connection.allowBeyond(view.connection.queuedBytes() - queued);
        ready.add(view);
        view.showedEverything();
    }

    public void setNotReady(NetworkConnection connection) {
        endpoint.guard().check();
        ObserverView view = openView(connection);
        if (view != null) {
            if (view.ready) {
                unready(view);
            }
            view.readyOnReturn = false;
            visibilities.notReady(view);
        }
    }

    private void unready(ObserverView view) {
        view.ready = false;
        ready.remove(view);
        visibilities.blind(view);
    }

    // ---------------------------------------------------------------- finding

    public @Nullable NetworkIdentity find(int netId) {
        ServerObject object = spawned.get(netId);
        return object == null ? null : object.identity;
    }

    @Nullable
    ServerObject object(int netId) {
        return spawned.get(netId);
    }

    public List<NetworkIdentity> all() {
        List<NetworkIdentity> all = new ArrayList<>(spawned.size());
        for (ServerObject object : spawned) {
            all.add(object.identity);
        }
        return all;
    }

    public @Nullable NetworkIdentity objectOf(Object node) {
        return nodes.objectOf(node);
    }

    public void rebuildObservers(NetworkIdentity identity) {
        endpoint.guard().check();
        rebuild(spawnedObject(identity));
    }

    // One that is being spawned is shown when its callbacks are over, and one that leaves never again.
    private void rebuild(ServerObject object) {
        if (!object.starting && !object.leaving) {
            visibilities.rebuild(object);
        }
    }

    public void rebuildAllObservers() {
        endpoint.guard().check();
        for (ServerObject object : spawned) {
            rebuild(object);
        }
    }

    public long refusals(CallRefusal why) {
        return commands.count(why);
    }

    public long callsDropped() {
        return rpc.dropped();
    }

    // ---------------------------------------------------------------- for the server

    /** What is due in every tick. */
    void update() {
        updating.run();
    }

    /** What is due in a tick that sends, before packets leave. */
    void tick() {
        ticking.run();
        if (++rounds % SHOW_AGAIN_ROUNDS == 0) {
            visibilities.showUnshown();
        }
        round.run();
    }

    void receive(Connection connection, int id, NetworkReader body) {
        ObserverView view = viewOf(connection);
        switch (id) {
            case BuiltIn.READY -> {
                if (!connection.isAuthenticated()) {
                    connection.fail(DisconnectReason.NOT_AUTHENTICATED, "objects need an authenticated connection", 0);
                } else if (body.readByte() == view.readiness && !view.ready) {
                    endpoint.runGuarded("ServerListener.ready", () -> listener.ready(connection));
                    setReady(connection);
                }
            }
            case BuiltIn.STATE -> clientState.receive(view, body);
            case BuiltIn.CALL -> commands.receive(view, body);
            default -> throw body.malformed("a client has no business sending built-in message " + id + " now");
        }
    }

    /** A connection is suspended: it observes nothing until it is back, and costs nothing. */
    void suspended(Connection connection) {
        ObserverView view = viewOf(connection);
        if (view.ready) {
            unready(view);
            view.readyOnReturn = true;
        }
    }

    /** What a client that is back needs to know of its readiness. */
    void writeReadiness(Connection connection, NetworkWriter writer) {
        ObserverView view = viewOf(connection);
        writer.writeByte(view.readiness);
        writer.writeBoolean(view.readyOnReturn);
    }

    /** A connection is back, and was told so: it is shown all it may see, if it was ready. */
    void resumed(Connection connection) {
        ObserverView view = viewOf(connection);
        view.prefabs.clear();
        if (view.readyOnReturn) {
            view.readyOnReturn = false;
            setReady(connection);
        }
    }

    /** A connection ended, and the game was told; what it owned goes with it. */
    void gone(Connection connection) {
        ObserverView view = viewOf(connection);
        for (ServerObject object : List.copyOf(view.owned)) {
            if (object.owner == view) {
                destroy(object.identity);
            }
        }
        if (view.ready) {
            unready(view);
        }
    }

    /** The server stops: the callbacks run while everything is there. */
    void stop() {
        for (NetworkIdentity object : all()) {
            if (object.isSpawned()) {
                destroy(object);
            }
        }
        round.clear();
        visibilities.clear();
        ready.clear();
        prefabNumbers.clear();
    }

    ObserverView viewOf(NetworkConnection connection) {
        if (!(connection instanceof Connection mine) || !mine.belongsTo(server)) {
            throw new IllegalArgumentException(connection + " is not a connection of this server.");
        }
        if (mine.view() instanceof ObserverView known) {
            return known;
        }
        ObserverView view = new ObserverView(mine);
        mine.view(view);
        return view;
    }

    /** Null if it has ended. */
    @Nullable
    ObserverView openView(NetworkConnection connection) {
        ObserverView view = viewOf(connection);
        return connection.isOpen() ? view : null;
    }

    ServerObject mine(NetworkIdentity identity) {
        if (Backstage.host(identity) != this) {
            throw new IllegalArgumentException(identity + " was not made by this server's instantiate().");
        }
        return ServerObject.of(identity);
    }

    ServerObject spawnedObject(NetworkIdentity identity) {
        ServerObject object = mine(identity);
        if (!identity.isSpawned()) {
            throw new IllegalStateException(identity + ": spawn it first.");
        }
        return object;
    }

    /** Calls the game's code of every part; what one throws keeps the others from nothing. */
    private void each(ServerObject object, String callback, Consumer<NetworkBehaviour> call) {
        int netId = object.identity.netId();
        for (Part part : object.parts) {
            if (object.identity.netId() != netId) {
                return; // one of them took it off the network
            }
            try {
                call.accept(part.behaviour);
            } catch (Throwable e) {
                endpoint.callbackFailed(part.behaviour.getClass().getName() + "." + callback, e);
            }
        }
    }

    // ---------------------------------------------------------------- what objects ask

    @Override
    public NetworkTime time() {
        return time;
    }

    @Override
    public boolean isServer() {
        return true;
    }

    @Override
    public <T> @Nullable T find(long reference, Class<T> type) {
        ServerObject object = spawned.get(References.netId(reference));
        int index = References.index(reference);
        if (object == null || index >= object.parts.length) {
            return null;
        }
        Object found = index < 0 ? object.identity : object.parts[index].behaviour;
        return type.isInstance(found) ? type.cast(found) : null;
    }

    @Override
    public Collection<NetworkConnection> observers(NetworkIdentity identity) {
        if (!identity.isSpawned()) {
            return Collections.emptyList();
        }
        return visibilities.observers(ServerObject.of(identity)).stream()
                .<NetworkConnection>map(view -> view.connection)
                .toList();
    }

    @Override
    public boolean isObservedBy(NetworkIdentity identity, NetworkConnection connection) {
        return identity.isSpawned() && viewOf(connection).observes(ServerObject.of(identity));
    }

    @Override
    public void visibility(NetworkIdentity identity, Visibility visibility) {
        endpoint.guard().check();
        Backstage.visibility(identity, visibility);
        if (identity.isSpawned()) {
            rebuild(ServerObject.of(identity));
        }
    }

    @Override
    public void parent(NetworkIdentity identity, @Nullable NetworkIdentity parent) {
        endpoint.guard().check();
        ServerObject object = mine(identity);
        NetworkIdentity before = identity.parent();
        if (before == parent) {
            return;
        }
        if (parent != null) {
            mine(parent);
            if (!parent.isSpawned()) {
                throw new IllegalArgumentException(
                        parent + " cannot be the parent of " + identity + ": spawn it first.");
            }
            if (ServerObject.of(parent).leaving) {
                throw new IllegalArgumentException(
                        parent + " cannot be the parent of " + identity + ": it is leaving the network.");
            }
            for (NetworkIdentity at = parent; at != null; at = at.parent()) {
                if (at == identity) {
                    throw new IllegalArgumentException(
                            parent + " cannot be the parent of " + identity + ": it belongs to it.");
                }
            }
        }
        if (before != null) {
            ServerObject.of(before).children.remove(object);
        }
        Backstage.parent(identity, parent);
        if (parent != null) {
            ServerObject.of(parent).children.add(object);
        }
        if (identity.isSpawned() && !object.starting) {
            visibilities.parentChanged(object);
        }
    }

    @Override
    public void nodeChanged(NetworkIdentity identity, @Nullable Object before, @Nullable Object now) {
        nodes.changed(identity, before, now);
    }

    @Override
    public void markChanged(NetworkBehaviour behaviour) {
        endpoint.guard().check();
        if (behaviour.identity().isSpawned()) {
            Part part = ServerObject.of(behaviour.identity()).part(behaviour);
            part.customChanged |= part.schema.serializesItself();
            if (part.customChanged) {
                round.stir(part);
            } else if (part.marked) {
                round.mark(part);
            }
        }
    }

    @Override
    public void takeState(NetworkBehaviour behaviour) {
        throw new IllegalStateException(behaviour + " is the server's; there is no other state to take.");
    }

    @Override
    public @Nullable OutgoingCall beginCall(
            NetworkBehaviour behaviour, int function, @Nullable NetworkConnection target) {
        endpoint.guard().check();
        return rpc.begin(behaviour, function, target);
    }

    @Override
    public void wrongSide(NetworkBehaviour behaviour, String method, boolean onServer) {
        endpoint.reporter()
                .report(
                        Report.Kind.UNHANDLED,
                        behaviour.getClass().getName() + "." + method,
                        method + " of " + behaviour
                                + " is @Client and was called on the server's object; it did nothing",
                        null);
    }

    @Override
    public void collectionChanged(Part part) {
        round.stir(part);
    }

    @Override
    public @Nullable String whyReadOnly(Part part) {
        ServerObject object = ServerObject.of(part);
        return part.clientDecides && object.owner != null
                ? part.behaviour + " is CLIENT_TO_SERVER: its owner's client decides, not the server"
                : null;
    }
}
