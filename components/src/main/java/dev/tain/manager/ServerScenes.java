package dev.tain.manager;

import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The scenes of a server. A change, in order:
 *
 * <pre>
 *   at once        onServerChangeScene, old objects destroyed, clients not ready, the scene message queued
 *   a moment later the loader (clients load meanwhile, if they were told before this thread is busy)
 *   when it's done scene objects spawned, onServerSceneChanged, SceneOpenMessage: clients that have loaded become ready
 * </pre>
 */
final class ServerScenes implements SceneQueue.Side {
    /** So long the load waits, so that the news leaves first: a loader may keep this thread busy. */
    private static final long HEAD_START_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final NetworkManager manager;
    private final NetworkServer server;
    private final NetworkManagerListener listener;
    private final Prefabs prefabs;
    private final Duration loadTimeout;
    private final SceneQueue queue;
    private final Set<String> additional = new LinkedHashSet<>();
    private final Set<NetworkIdentity> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<NetworkConnection, ToldScenes> told = new HashMap<>();
    private String scene = "";
    private int changes;
    private boolean changing;
    private boolean clockRuns;
    private long newsSince;

    ServerScenes(
            NetworkManager manager,
            NetworkServer server,
            NetworkManagerListener listener,
            SceneLoader loader,
            Prefabs prefabs,
            Duration loadTimeout) {
        this.manager = manager;
        this.server = server;
        this.listener = listener;
        this.prefabs = prefabs;
        this.loadTimeout = loadTimeout;
        this.queue = new SceneQueue(server, loader, this);
    }

    String scene() {
        return scene;
    }

    boolean isLoading() {
        return !queue.isIdle();
    }

    /** Whether a normal scene was asked for and is not there, be it that loading it failed. */
    boolean isChanging() {
        return changing;
    }

    /** Whether clients that have loaded may be ready. */
    private boolean isOpen() {
        return queue.isIdle() && !changing;
    }

    void keep(NetworkIdentity object) {
        kept.removeIf(other -> !other.isSpawned());
        kept.add(object);
    }

    // ---------------------------------------------------------------- changing

    void change(String name) {
        requireName(name);
        if (name.equals(scene) && isLoading()) {
            throw new IllegalStateException("The scene '" + name + "' is being loaded already.");
        }
        int change = ++changes;
        GameCode.run(server, () -> listener.onServerChangeScene(manager, name));
        if (isOver(change)) {
            return;
        }
        destroyObjects();
        if (isOver(change)) {
            return;
        }
        scene = name;
        changing = true;
        additional.clear();
        for (NetworkConnection connection : server.connections()) {
            if (connection.isAuthenticated()) {
                server.setNotReady(connection);
            }
        }
        announce(new SceneMessage(name, SceneOperation.NORMAL, false));
    }

    /** Whether the game, when it was told of a change, stopped the server or asked for another. */
    private boolean isOver(int change) {
        return change != changes || !server.isListening();
    }

    void loadAdditional(String name) {
        requireName(name);
        if (name.equals(scene) || !additional.add(name)) {
            throw new IllegalStateException("The scene '" + name + "' is loaded already.");
        }
        announce(new SceneMessage(name, SceneOperation.LOAD_ADDITIVE, false));
    }

    void unloadAdditional(String name) {
        if (!additional.remove(name)) {
            throw new IllegalStateException("The scene '" + name + "' was not loaded in addition; there are "
                    + additional + ". Another normal scene takes the place of the normal one.");
        }
        for (String object : objectsOf(name)) {
            server.unspawn(server.sceneObject(object));
        }
        announce(new SceneMessage(name, SceneOperation.UNLOAD_ADDITIVE, false));
    }

    private static void requireName(String name) {
        if (name.isEmpty() || name.length() > SceneMessage.NAME_LENGTH_MAX) {
            throw new IllegalArgumentException("A scene's name takes 1 to " + SceneMessage.NAME_LENGTH_MAX
                    + " characters; this one is " + (name.isEmpty() ? "empty." : name.length() + " long."));
        }
    }

    private void announce(SceneMessage message) {
        tellAll(message);
        queue.add(message);
        clockRuns = false;
    }

    private void tellAll(SceneMessage message) {
        for (NetworkConnection connection : server.connections()) {
            if (connection.isAuthenticated()) {
                tell(connection, message);
            }
        }
    }

    private void destroyObjects() {
        for (NetworkIdentity object : List.copyOf(kept)) {
            NetworkIdentity parent = object.parent();
            if (object.isSpawned() && parent != null && !isKept(parent)) {
                object.parent(null); // it would be destroyed with it
            }
        }
        for (NetworkIdentity object : server.objects()) {
            if (object.isSpawned() && !isKept(object)) {
                server.destroy(object);
            }
        }
    }

    private boolean isKept(NetworkIdentity object) {
        for (NetworkIdentity at = object; at != null; at = at.parent()) {
            if (kept.contains(at)) {
                return true;
            }
        }
        return false;
    }

    // ---------------------------------------------------------------- loading

    /** Before the server's tick. */
    void tick(long nowNanos) {
        if (queue.isLoading() || queue.isIdle()) {
            return;
        }
        if (!clockRuns) {
            clockRuns = true;
            newsSince = nowNanos;
        }
        if (server.connections().isEmpty() || nowNanos - newsSince >= HEAD_START_NANOS) {
            server.execute(queue::next);
        }
    }

    @Override
    public void begins(SceneMessage step) {}

    @Override
    public void finished(SceneMessage step) {
        if (!server.isListening()) {
            return;
        }
        try {
            arrived(step);
        } finally { // what a listener throws keeps nobody out
            openIfLoaded();
        }
    }

    private void openIfLoaded() {
        if (isOpen()) {
            server.sendToAll(new SceneOpenMessage());
        }
    }

    private void arrived(SceneMessage step) {
        switch (step.operation()) {
            case NORMAL -> {
                if (!queue.isOutrun()) {
                    changing = false;
                    spawnSceneObjects(step.scene());
                    listener.onServerSceneChanged(manager, step.scene());
                }
            }
            case LOAD_ADDITIVE -> {
                if (additional.contains(step.scene())) {
                    spawnSceneObjects(step.scene());
                    listener.onServerSceneLoaded(manager, step.scene());
                }
            }
            case UNLOAD_ADDITIVE -> listener.onServerSceneUnloaded(manager, step.scene());
        }
    }

    /** A normal scene that failed leaves all waiting for another; without an additional one the game goes on. */
    @Override
    public void failed(SceneMessage step, Throwable e) {
        if (!server.isListening()) {
            return;
        }
        if (step.operation() == SceneOperation.LOAD_ADDITIVE && additional.remove(step.scene())) {
            tellAll(new SceneMessage(step.scene(), SceneOperation.UNLOAD_ADDITIVE, false));
        }
        openIfLoaded();
    }

    /** Scene objects belong to the scene their name begins with, as {@code arena/gate}; without a slash, to all. */
    void spawnSceneObjects(String name) {
        for (String object : objectsOf(name)) {
            spawnSceneObject(object);
        }
        for (String object : prefabs.sceneObjectNames()) {
            if (name.isEmpty() || object.indexOf('/') < 0) {
                spawnSceneObject(object);
            }
        }
    }

    private void spawnSceneObject(String name) {
        NetworkIdentity object = server.sceneObject(name);
        if (!object.isSpawned()) {
            server.spawn(object);
        }
    }

    private List<String> objectsOf(String name) {
        return prefabs.sceneObjectNames().stream()
                .filter(object -> object.startsWith(name + "/"))
                .toList();
    }

    // ---------------------------------------------------------------- clients

    /** A client is authenticated: it learns which scenes there are. */
    void welcome(NetworkConnection connection) {
        if (!scene.isEmpty()) {
            tell(connection, new SceneMessage(scene, SceneOperation.NORMAL, false));
        }
        for (String name : additional) {
            tell(connection, new SceneMessage(name, SceneOperation.LOAD_ADDITIVE, false));
        }
        if (isOpen()) {
            connection.send(new SceneOpenMessage());
        }
    }

    /** A client came back: it learns what it was told, and may be ready if nothing is left to load. */
    void resumed(NetworkConnection connection) {
        ToldScenes scenes = toldTo(connection);
        scenes.restart();
        connection.idleTimeout(loadTimeout);
        connection.send(scenes.summary());
        if (isOpen()) {
            connection.send(new SceneOpenMessage());
        }
    }

    void tell(NetworkConnection connection, SceneMessage message) {
        toldTo(connection).add(message);
        connection.idleTimeout(loadTimeout);
        connection.send(message);
    }

    /** A single client was told of a scene that is the game's affair. */
    void tellAlone(NetworkConnection connection, SceneMessage message) {
        tell(connection, message);
        if (isOpen()) {
            connection.send(new SceneOpenMessage());
        }
    }

    void loaded(NetworkConnection connection, int messages) {
        ToldScenes scenes = told.get(connection);
        if (scenes != null && scenes.messages() == messages) {
            connection.idleTimeout(null);
        }
    }

    /** It asked for a player, which is being made. */
    void playerHeard(NetworkConnection connection) {
        toldTo(connection).playerHeard();
    }

    private ToldScenes toldTo(NetworkConnection connection) {
        return told.computeIfAbsent(connection, c -> new ToldScenes());
    }

    void forget(NetworkConnection connection) {
        told.remove(connection);
    }

    void clear() {
        queue.clear();
        additional.clear();
        kept.clear();
        told.clear();
        changes++;
        changing = false;
        scene = "";
    }
}
