package dev.tain.manager;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.authentication.NetworkAuthenticator;
import dev.tain.connection.CallRefusal;
import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.RateLimit;
import dev.tain.connection.ServerListener;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.object.Prefabs;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.PeerAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A game's server and client and what most games do with them: players, start positions, scenes, and host mode, in which
 * one program is both.
 *
 * <pre>{@code
 * NetworkManager manager = NetworkManager.builder()
 *         .address("kcp://0.0.0.0:7777")
 *         .prefabs(prefabs)
 *         .playerPrefab("player")
 *         .startPosition(new Pose().position(0, 0, 5))
 *         .build();
 * manager.startHost();                                    // or startServer(), or startClient("example.org")
 *
 * while (running) {
 *     manager.tick(System.nanoTime());
 *     game.update();
 * }
 * }</pre>
 *
 * <p>A host is an ordinary server, at its address and in memory, and an ordinary client that came by memory. Each has
 * objects of its own, and neither knows of the other: what works in one mode works in all.
 *
 * <p>Confined to the thread that ticks it; other threads use {@link #execute}. {@code stop…} called inside a tick takes
 * effect at its end. What happens when is in {@code docs/callbacks.md}.
 */
public final class NetworkManager implements Executor {
    /** Who asked for a player and got none is heard again after this: longer than a database takes, if it answers. */
    private static final long PLAYER_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final NetworkServer server;
    private final NetworkClient client;
    private final MemoryNetwork memory = new MemoryNetwork();
    private final NetworkManagerListener serverListener;
    private final NetworkManagerListener clientListener;
    private final @Nullable NetworkAuthenticator authenticator;
    private final @Nullable String playerPrefab;
    private final String onlineScene;
    private final String offlineScene;
    private final SceneLoader serverLoader;
    private final SceneLoader clientLoader;
    private final ServerScenes serverScenes;
    private final ClientScenes clientScenes;
    private final StartPositions startPositions;
    private final Map<NetworkConnection, Long> awaitingPlayer = new IdentityHashMap<>();
    private final List<Runnable> afterTick = new ArrayList<>();
    private NetworkManagerMode mode = NetworkManagerMode.OFFLINE;
    private long now;
    private boolean ticking;
    private boolean stopping;

    private NetworkManager(Builder builder) {
        this.serverListener = builder.serverListener;
        this.clientListener = builder.clientListener;
        this.authenticator = builder.authenticator;
        this.playerPrefab = builder.playerPrefab;
        this.onlineScene = builder.onlineScene;
        this.offlineScene = builder.offlineScene;
        this.serverLoader = builder.serverLoader;
        this.clientLoader = builder.clientLoader;
        this.startPositions = new StartPositions(builder.startPositions, builder.random);
        this.server = builder.buildServer(memory, new ServerEvents());
        this.client = builder.buildClient(new ClientEvents());
        this.serverScenes =
                new ServerScenes(this, server, serverListener, serverLoader, builder.prefabs, builder.sceneLoadTimeout);
        this.clientScenes = new ClientScenes(
                this,
                client,
                clientListener,
                clientLoader,
                builder.sceneLoadTimeout,
                builder.autoCreatePlayer && builder.playerPrefab != null);
        registerHandlers();
    }

    /** A manager to be told more. */
    public static Builder builder() {
        return new Builder();
    }

    private void registerHandlers() {
        server.registerHandler(AddPlayerMessage.class, (connection, message) -> playerWanted(connection));
        server.rateLimit(AddPlayerMessage.class, RateLimit.perSecond(2).withBurst(10));
        server.registerHandler(
                ScenesLoadedMessage.class,
                (connection, message) -> serverScenes.loaded(connection, message.messages()));
        client.registerHandler(SceneMessage.class, clientScenes::received);
        client.registerHandler(ScenesMessage.class, clientScenes::summed);
        client.registerHandler(SceneOpenMessage.class, message -> clientScenes.opened());
    }

    // ---------------------------------------------------------------- what there is

    /** What it is at the moment. */
    public NetworkManagerMode mode() {
        return mode;
    }

    /** The server, listening or not; the same object for the manager's whole life. The last of its addresses is memory. */
    public NetworkServer server() {
        return server;
    }

    /** The client, connected or not; the same object for the manager's whole life. */
    public NetworkClient client() {
        return client;
    }

    /** On a host, the server's connection to this program's own client; null if there is none, or not yet. */
    public @Nullable NetworkConnection localConnection() {
        NetworkConnection own = client.connection();
        return mode == NetworkManagerMode.HOST && own != null ? server.connection(own.id()) : null;
    }

    /** How many connections of the server have a player. */
    public int playerCount() {
        int count = 0;
        for (NetworkConnection connection : server.connections()) {
            count += server.player(connection) != null ? 1 : 0;
        }
        return count;
    }

    /** The last normal scene: the server's if there is a server, else what the server told; empty if there is none. */
    public String sceneName() {
        return mode.isServer() ? serverScenes.scene() : clientScenes.scene();
    }

    /** Whether a scene is being loaded or unloaded, by the server or the client. */
    public boolean isLoadingScene() {
        return serverScenes.isLoading() || clientScenes.isLoading();
    }

    // ---------------------------------------------------------------- starting

    /**
     * Starts a server.
     *
     * @throws IllegalStateException if something was started already, or there is no address to listen at
     * @throws dev.tain.transport.TransportException if it cannot listen, saying why
     */
    public void startServer() {
        requireOffline();
        if (server.addresses().size() == 1) {
            throw new IllegalStateException(
                    "This server would listen in memory only, where nobody can reach it: name an"
                            + " address(…), or startHost() for a single player.");
        }
        beginServer(NetworkManagerMode.SERVER_ONLY);
        tellServer(listener -> listener.onStartServer(this));
        firstScene();
    }

    /**
     * Starts a server and a client that joins it by memory, and counts as one of {@code maxConnections}.
     *
     * @throws IllegalStateException if something was started already
     * @throws dev.tain.transport.TransportException if it cannot listen, saying why
     */
    public void startHost() {
        requireOffline();
        beginServer(NetworkManagerMode.HOST);
        tellServer(listener -> listener.onStartServer(this));
        beginLocalClient();
        firstScene();
    }

    /**
     * Makes a server that is running a host, such as one whose client was stopped by {@link #stopClient()}.
     *
     * @throws IllegalStateException if there is no server, or it has its client, or is stopping
     */
    public void startLocalClient() {
        if (mode != NetworkManagerMode.SERVER_ONLY || stopping || !server.isListening()) {
            throw new IllegalStateException(
                    "startLocalClient is for a server without a client of its own; this manager is "
                            + (stopping || mode == NetworkManagerMode.SERVER_ONLY ? "stopping." : mode + "."));
        }
        mode = NetworkManagerMode.HOST;
        beginLocalClient();
    }

    private void beginLocalClient() {
        if (mode == NetworkManagerMode.HOST) { // else a listener stopped it
            tellServer(listener -> listener.onStartHost(this));
        }
        if (mode == NetworkManagerMode.HOST) {
            beginClient(() -> client.connect(memory.client()));
        }
    }

    /**
     * Starts a client and begins to connect; see {@link NetworkClient#connect(String)} for the address.
     *
     * @throws IllegalStateException if something was started already
     * @throws IllegalArgumentException if that is no address, or no transport on the class path answers to its scheme
     */
    public void startClient(String address) {
        startClient(() -> client.connect(address));
    }

    /** As {@link #startClient(String)}, through a transport made by hand. */
    public void startClient(ClientTransport transport) {
        startClient(() -> client.connect(transport));
    }

    private void startClient(Runnable connect) {
        requireOffline();
        mode = NetworkManagerMode.CLIENT_ONLY;
        try {
            beginClient(connect);
        } catch (RuntimeException e) {
            mode = NetworkManagerMode.OFFLINE;
            throw e;
        }
    }

    private void requireOffline() {
        if (mode != NetworkManagerMode.OFFLINE) {
            throw new IllegalStateException("This manager is " + mode + "; stop that before starting something else.");
        }
    }

    private void beginServer(NetworkManagerMode as) {
        server.start();
        mode = as;
        serverScenes.clear();
        if (authenticator != null) {
            GameCode.run(server, () -> authenticator.startServer(server));
        }
    }

    private void beginClient(Runnable connect) {
        clientScenes.reset();
        connect.run();
        if (authenticator != null) {
            GameCode.run(client, () -> authenticator.startClient(client));
        }
        tellClient(listener -> listener.onStartClient(this));
    }

    /** What starts goes on and what stops ends, whatever a listener throws. */
    private void tellServer(Consumer<NetworkManagerListener> event) {
        GameCode.run(server, () -> event.accept(serverListener));
    }

    private void tellClient(Consumer<NetworkManagerListener> event) {
        GameCode.run(client, () -> event.accept(clientListener));
    }

    private void firstScene() {
        if (!server.isListening() || !serverScenes.scene().isEmpty()) {
            return; // a callback stopped it, or chose a scene
        }
        if (onlineScene.isEmpty()) {
            serverScenes.spawnSceneObjects("");
        } else {
            serverScenes.change(onlineScene);
        }
    }

    // ---------------------------------------------------------------- stopping

    /** Stops a host: its client, then its server. Nothing happens if there is none. */
    public void stopHost() {
        stopHost(null);
    }

    /** As {@link #stopHost()}, with a text for the other clients. */
    public void stopHost(@Nullable String text) {
        if (mode != NetworkManagerMode.HOST || stopping || postponed(() -> stopHost(text))) {
            return;
        }
        stopping = true;
        try {
            tellServer(listener -> listener.onStopHost(this));
            client.disconnect();
        } finally {
            endServer(text);
        }
    }

    /**
     * Stops the client; the server of a host goes on, and may {@linkplain #startLocalClient() become a host again}. Nothing
     * happens if there is none.
     */
    public void stopClient() {
        if (mode.isClient() && !postponed(this::stopClient)) {
            client.disconnect();
        }
    }

    /** Stops the server, and first the client of a host. Nothing happens if there is none. */
    public void stopServer() {
        stopServer(null);
    }

    /** As {@link #stopServer()}, with a text for the clients. */
    public void stopServer(@Nullable String text) {
        if (mode == NetworkManagerMode.HOST) {
            stopHost(text);
        } else if (mode == NetworkManagerMode.SERVER_ONLY && !stopping && !postponed(() -> stopServer(text))) {
            stopping = true;
            endServer(text);
        }
    }

    private void endServer(@Nullable String text) {
        try {
            tellServer(listener -> listener.onStopServer(this));
            server.stop(text);
        } finally {
            stopping = false; // also where a call from a strange thread is refused
        }
        serverStopped();
    }

    private boolean postponed(Runnable action) {
        if (ticking) {
            afterTick.add(action);
        }
        return ticking;
    }

    private void serverStopped() {
        if (!mode.isServer()) {
            return;
        }
        if (authenticator != null) {
            GameCode.run(server, () -> authenticator.stopServer(server));
        }
        boolean clientLeft = mode == NetworkManagerMode.HOST && client.state() != ClientState.DISCONNECTED;
        mode = clientLeft ? NetworkManagerMode.CLIENT_ONLY : NetworkManagerMode.OFFLINE;
        serverScenes.clear();
        startPositions.sceneChanged();
        awaitingPlayer.clear();
        GameCode.run(server, () -> loadOfflineScene(serverLoader));
    }

    private void clientStopped(Disconnect why) {
        tellClient(listener -> listener.onClientDisconnect(this, why));
        if (authenticator != null) {
            GameCode.run(client, () -> authenticator.stopClient(client));
        }
        clientScenes.reset();
        mode = mode == NetworkManagerMode.HOST ? NetworkManagerMode.SERVER_ONLY : NetworkManagerMode.OFFLINE;
        tellClient(listener -> listener.onStopClient(this));
        if (!mode.isClient()) {
            GameCode.run(client, () -> loadOfflineScene(clientLoader));
        }
    }

    private void loadOfflineScene(SceneLoader loader) {
        if (!offlineScene.isEmpty()) {
            loader.load(offlineScene, SceneOperation.NORMAL, () -> {});
        }
    }

    // ---------------------------------------------------------------- ticking

    /**
     * Ticks the server, then the client. Call it every frame, also while nothing is started.
     *
     * @param nowNanos a monotonic clock, such as {@code System.nanoTime()}
     */
    public void tick(long nowNanos) {
        ticking = true;
        now = nowNanos;
        try {
            serverScenes.tick(nowNanos);
            server.tick(nowNanos);
            client.tick(nowNanos);
        } finally {
            ticking = false;
        }
        if (!awaitingPlayer.isEmpty()) {
            awaitingPlayer.keySet().removeIf(connection -> !connection.isOpen() || server.player(connection) != null);
        }
        if (!afterTick.isEmpty()) {
            List<Runnable> actions = List.copyOf(afterTick);
            afterTick.clear();
            actions.forEach(Runnable::run);
        }
        if (mode.isServer() && !server.isListening()) {
            tellServer(listener -> listener.onStopServer(this)); // it was drained, or stopped without the manager
            serverStopped();
        }
    }

    /** Runs a task at the beginning of the next tick, on the ticking thread. The one method any thread may call. */
    @Override
    public void execute(Runnable task) {
        server.execute(task);
    }

    // ---------------------------------------------------------------- players

    private void playerWanted(NetworkConnection connection) {
        boolean ready = server.isReady(connection) && !serverScenes.isChanging();
        if (!ready || server.player(connection) != null || isPlayerBeingMade(connection)) {
            return;
        }
        awaitingPlayer.put(connection, now);
        try {
            serverListener.onServerAddPlayer(this, connection);
            serverScenes.playerHeard(connection);
            if (server.player(connection) != null) {
                awaitingPlayer.remove(connection); // a scene may take it away in this tick, and it asks for another
            }
        } catch (Throwable e) {
            awaitingPlayer.remove(connection); // it may ask again at once
            throw e;
        }
    }

    private boolean isPlayerBeingMade(NetworkConnection connection) {
        Long since = awaitingPlayer.get(connection);
        return since != null && now - since < PLAYER_PATIENCE_NANOS;
    }

    /** Whether there is a default player. */
    public boolean hasPlayerPrefab() {
        return playerPrefab != null;
    }

    /**
     * Creates the default player at a start position and gives it to a connection. If that has left, nothing happens.
     *
     * @return the player
     * @throws IllegalStateException if there is no player prefab, or the connection has a player
     */
    public NetworkIdentity addPlayer(NetworkConnection connection) {
        if (playerPrefab == null) {
            throw new IllegalStateException("There is no default player; name one with playerPrefab(…), or make one"
                    + " with server().instantiate(…) and give it to server().addPlayer(…).");
        }
        NetworkIdentity player = server.instantiate(playerPrefab);
        Pose start = startPosition();
        if (start != null) {
            player.pose().set(start);
        }
        server.addPlayer(connection, player);
        return player;
    }

    /**
     * As a client: asks the server for a player, where it is not asked automatically, or where making one failed. The server
     * does not hear it while it makes one, for 10 s.
     */
    public void requestPlayer() {
        client.send(new AddPlayerMessage());
    }

    /** Where the next player is to appear, or null if there are no start positions. */
    public @Nullable Pose startPosition() {
        return startPositions.choose();
    }

    /** Adds a start position that lasts until the next normal scene; for loaders that find them in a level. */
    public void addStartPosition(Pose pose) {
        startPositions.add(pose);
    }

    // ---------------------------------------------------------------- scenes

    /**
     * Changes server and clients to a scene. The objects of the old one are destroyed, the players among them, but for
     * those that are {@linkplain #keepAcrossScenes kept}; clients that have loaded the new one get players anew. If
     * another scene is being loaded, this one comes after it. Inside {@code onServerChangeScene} it takes the place of the
     * one that was asked for.
     *
     * @throws IllegalStateException if there is no server, or that scene is being loaded already
     */
    public void changeScene(String scene) {
        requireServer("changeScene");
        serverScenes.change(scene);
        startPositions.sceneChanged();
    }

    /**
     * Loads a scene in addition, on the server and on all clients, also those to come.
     *
     * @throws IllegalStateException if there is no server, or that scene is there already
     */
    public void loadScene(String scene) {
        requireServer("loadScene");
        serverScenes.loadAdditional(scene);
    }

    /**
     * Unloads an additional scene everywhere. Its scene objects leave the network.
     *
     * @throws IllegalStateException if there is no server, or no such additional scene
     */
    public void unloadScene(String scene) {
        requireServer("unloadScene");
        serverScenes.unloadAdditional(scene);
    }

    /**
     * Tells one client to load or unload an additional scene, or one with custom handling. What the server itself does is
     * the game's affair, and so is telling those who come later.
     *
     * @throws IllegalStateException if there is no server
     */
    public void sendScene(NetworkConnection connection, SceneMessage message) {
        requireServer("sendScene");
        serverScenes.tellAlone(connection, message);
    }

    private void requireServer(String method) {
        if (!server.isListening()) {
            throw new IllegalStateException(
                    method + " is for servers, and this manager is " + mode + "; startServer() or startHost() first.");
        }
    }

    /**
     * Has a server's object, with its children, outlive changes of the normal scene. A player that is kept stays the
     * player. If its parent is not kept, it has none afterwards.
     */
    public void keepAcrossScenes(NetworkIdentity object) {
        serverScenes.keep(object);
    }

    /**
     * As a client: says that a scene with custom handling is in place.
     *
     * @throws IllegalStateException if there is none being loaded
     */
    public void sceneLoaded() {
        clientScenes.customDone();
    }

    // ---------------------------------------------------------------- what server and client tell

    private final class ServerEvents implements ServerListener {
        @Override
        public void connected(NetworkConnection connection) {
            if (authenticator != null) {
                authenticator.serverAuthenticate(server, connection);
            }
        }

        @Override
        public void authenticated(NetworkConnection connection) {
            serverScenes.welcome(connection);
            serverListener.onServerConnect(NetworkManager.this, connection);
        }

        @Override
        public void suspended(NetworkConnection connection, Disconnect why) {
            serverListener.onServerSuspended(NetworkManager.this, connection, why);
        }

        @Override
        public void resumed(NetworkConnection connection) {
            serverScenes.resumed(connection);
            serverListener.onServerResumed(NetworkManager.this, connection);
        }

        @Override
        public void disconnected(NetworkConnection connection, Disconnect why) {
            serverScenes.forget(connection);
            awaitingPlayer.remove(connection);
            if (connection.isAuthenticated()) {
                serverListener.onServerDisconnect(NetworkManager.this, connection, why);
            } else {
                serverListener.onServerRefused(NetworkManager.this, connection.address(), why);
            }
        }

        @Override
        public void refused(PeerAddress address, Disconnect why) {
            serverListener.onServerRefused(NetworkManager.this, address, why);
        }

        @Override
        public void ready(NetworkConnection connection) {
            awaitingPlayer.remove(connection);
            serverListener.onServerReady(NetworkManager.this, connection);
        }

        @Override
        public void callRefused(NetworkConnection connection, CallRefusal why) {
            serverListener.onServerCallRefused(NetworkManager.this, connection, why);
        }

        @Override
        public void congested(NetworkConnection connection) {
            serverListener.onServerCongested(NetworkManager.this, connection);
        }

        @Override
        public void keepsUpAgain(NetworkConnection connection) {
            serverListener.onServerKeepsUpAgain(NetworkManager.this, connection);
        }
    }

    private final class ClientEvents implements ClientListener {
        @Override
        public void connected() {
            if (authenticator != null) {
                authenticator.clientAuthenticate(client);
            }
        }

        @Override
        public void authenticated() {
            NetworkConnection connection = client.connection();
            if (authenticator != null && connection != null && !authenticator.clientAccepts(client)) {
                connection.disconnect(
                        DisconnectReason.NOT_AUTHENTICATED, "The server did not prove that it is the one.");
                return;
            }
            clientListener.onClientConnect(NetworkManager.this);
        }

        @Override
        public void suspended(Disconnect why) {
            clientListener.onClientSuspended(NetworkManager.this, why);
        }

        @Override
        public void reconnectFailed(Disconnect why) {
            clientListener.onClientReconnectFailed(NetworkManager.this, why);
        }

        @Override
        public void resumed() {
            clientScenes.resumed();
            clientListener.onClientResumed(NetworkManager.this);
        }

        @Override
        public void disconnected(Disconnect why) {
            clientStopped(why);
        }

        @Override
        public void notReady() {
            clientListener.onClientNotReady(NetworkManager.this);
        }

        @Override
        public void serverClosing(String text, Duration remaining) {
            clientListener.onClientServerClosing(NetworkManager.this, text, remaining);
        }

        @Override
        public void congested() {
            clientListener.onClientCongested(NetworkManager.this);
        }

        @Override
        public void keepsUpAgain() {
            clientListener.onClientKeepsUpAgain(NetworkManager.this);
        }
    }

    /** Settings of a {@link NetworkManager}; each has a default. */
    public static final class Builder {
        private final List<String> addresses = new ArrayList<>();
        private final List<Pose> startPositions = new ArrayList<>();
        private Prefabs prefabs = Prefabs.none();
        private @Nullable String playerPrefab;
        private boolean autoCreatePlayer = true;
        private @Nullable IntUnaryOperator random;
        private String onlineScene = "";
        private String offlineScene = "";
        private SceneLoader serverLoader = (scene, operation, done) -> done.run();
        private SceneLoader clientLoader = serverLoader;
        private Duration sceneLoadTimeout = Duration.ofMinutes(5);
        private Duration gracePeriod = Duration.ZERO;
        private @Nullable NetworkAuthenticator authenticator;
        private NetworkManagerListener serverListener = new NetworkManagerListener() {};
        private NetworkManagerListener clientListener = serverListener;
        private Consumer<? super NetworkServer.Builder> serverSettings = settings -> {};
        private Consumer<? super NetworkClient.Builder> clientSettings = settings -> {};

        private Builder() {}

        /**
         * Where the server listens, as {@link NetworkServer.Builder#address}; may be called several times. Without one,
         * there can be a host for a single player, and no server.
         */
        public Builder address(String address) {
            addresses.add(address);
            return this;
        }

        /** The kinds of objects; default none. */
        public Builder prefabs(Prefabs prefabs) {
            this.prefabs = prefabs;
            return this;
        }

        /** The prefab of the default player; default none. */
        public Builder playerPrefab(String name) {
            this.playerPrefab = name;
            return this;
        }

        /**
         * How long a player whose connection is lost is waited for; default 0. See
         * {@link NetworkServer.Builder#gracePeriod}.
         */
        public Builder gracePeriod(Duration period) {
            this.gracePeriod = period;
            return this;
        }

        /** Whether a client asks for a player by itself once it is ready, if there is a player prefab; default yes. */
        public Builder autoCreatePlayer(boolean auto) {
            this.autoCreatePlayer = auto;
            return this;
        }

        /** Adds a place where players appear, one after the other unless {@link #randomStartPositions} is called. */
        public Builder startPosition(Pose pose) {
            startPositions.add(new Pose().set(pose));
            return this;
        }

        /** Chooses start positions by chance: {@code random::nextInt}, a number from 0 to below its argument. */
        public Builder randomStartPositions(IntUnaryOperator random) {
            this.random = random;
            return this;
        }

        /** The scene a server begins with; default none. */
        public Builder onlineScene(String scene) {
            this.onlineScene = scene;
            return this;
        }

        /** The scene that is loaded when server or client have stopped; default none. */
        public Builder offlineScene(String scene) {
            this.offlineScene = scene;
            return this;
        }

        /** Who loads scenes, for server and client alike; default: nobody, and scenes are names only. */
        public Builder sceneLoader(SceneLoader loader) {
            this.serverLoader = loader;
            this.clientLoader = loader;
            return this;
        }

        /** Who loads scenes for the server, such as the part of a level that bodies collide with. */
        public Builder serverSceneLoader(SceneLoader loader) {
            this.serverLoader = loader;
            return this;
        }

        /** Who loads scenes for the client, such as the part of a level that is drawn. */
        public Builder clientSceneLoader(SceneLoader loader) {
            this.clientLoader = loader;
            return this;
        }

        /** How long the other side may be silent while it loads; default 5 minutes. */
        public Builder sceneLoadTimeout(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException(
                        "sceneLoadTimeout is " + timeout + "; it takes a positive duration.");
            }
            this.sceneLoadTimeout = timeout;
            return this;
        }

        /** Who finds out who a client is; default nobody: whoever is let in plays. */
        public Builder authenticator(NetworkAuthenticator authenticator) {
            this.authenticator = authenticator;
            return this;
        }

        /** Who hears what happens, to server and client alike; default nobody. */
        public Builder listener(NetworkManagerListener listener) {
            this.serverListener = listener;
            this.clientListener = listener;
            return this;
        }

        /** Who hears what happens to the server: {@code onStartServer}, {@code onStartHost}, {@code onServer…} and so on. */
        public Builder serverListener(NetworkManagerListener listener) {
            this.serverListener = listener;
            return this;
        }

        /** Who hears what happens to the client: {@code onStartClient}, {@code onClient…}, {@code onStopClient}. */
        public Builder clientListener(NetworkManagerListener listener) {
            this.clientListener = listener;
            return this;
        }

        /** More settings of the server. The listener, and with an authenticator what it requires, are the manager's. */
        public Builder server(Consumer<? super NetworkServer.Builder> settings) {
            this.serverSettings = settings;
            return this;
        }

        /** More settings of the client. The listener is the manager's. */
        public Builder client(Consumer<? super NetworkClient.Builder> settings) {
            this.clientSettings = settings;
            return this;
        }

        /**
         * The manager, nothing started yet.
         *
         * @throws IllegalArgumentException if settings contradict each other, or an address is none
         */
        public NetworkManager build() {
            if (playerPrefab != null && prefabs.prefab(playerPrefab) == null) {
                throw new IllegalArgumentException(
                        "playerPrefab is '" + playerPrefab + "'; the prefabs are " + prefabs.names() + ".");
            }
            if (!onlineScene.isEmpty() && onlineScene.equals(offlineScene)) {
                throw new IllegalArgumentException("onlineScene and offlineScene are both '" + onlineScene
                        + "'; leave the offline scene out if nothing is to be loaded at the end.");
            }
            return new NetworkManager(this);
        }

        private NetworkServer buildServer(MemoryNetwork memory, ServerListener events) {
            NetworkServer.Builder settings =
                    NetworkServer.builder().prefabs(prefabs).gracePeriod(gracePeriod);
            addresses.forEach(settings::address);
            serverSettings.accept(settings);
            settings.transport(memory.server()).listener(events);
            if (authenticator != null) {
                settings.requireAuthentication(true);
            }
            return settings.build();
        }

        private NetworkClient buildClient(ClientListener events) {
            NetworkClient.Builder settings = NetworkClient.builder().prefabs(prefabs);
            clientSettings.accept(settings);
            return settings.listener(events).build();
        }
    }
}
