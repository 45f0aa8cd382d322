package dev.tain;

import dev.tain.connection.Admission;
import dev.tain.connection.CallRefusal;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.SendStatus;
import dev.tain.connection.ServerListener;
import dev.tain.connection.TokenSource;
import dev.tain.interest.InterestManagement;
import dev.tain.internal.server.Server;
import dev.tain.internal.server.SessionSettings;
import dev.tain.internal.session.Endpoint;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.PreviousPlayer;
import dev.tain.time.NetworkTime;
import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.MultiplexTransport;
import dev.tain.transport.ServerTransport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server: listens at an address, keeps one {@link NetworkConnection} per client, hands messages to handlers.
 *
 * <pre>{@code
 * NetworkServer server = NetworkServer.listen("kcp://0.0.0.0:7777");
 * server.registerHandler(ChatMessage.class, (connection, chat) -> server.sendToAll(chat));
 *
 * while (running) {
 *     server.tick(System.nanoTime());
 *     game.update();
 * }
 * }</pre>
 *
 * <p>Everything happens in {@link #tick}: packets are read and handlers run at its start, what was sent leaves at its
 * end, at most at the send rate. The server belongs to the thread that ticks it; other threads use {@link #execute}.
 * Any number of servers live in one JVM and share nothing.
 */
public final class NetworkServer extends NetworkEndpoint {
    private final Server server;

    private NetworkServer(Endpoint endpoint, Server server) {
        super(endpoint);
        this.server = server;
    }

    /**
     * A server with default settings that listens already. Port 0 asks for any free one; see {@link #address()}.
     *
     * @throws IllegalArgumentException if the address is none, or no transport on the class path answers to its scheme
     * @throws dev.tain.transport.TransportException if it cannot listen there, saying why
     */
    public static NetworkServer listen(String address) {
        NetworkServer server = builder().address(address).build();
        server.start();
        return server;
    }

    /** A server to be told more. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins to listen; again after a {@link #stop}, too.
     *
     * @throws dev.tain.transport.TransportException if that is not possible, saying why
     */
    public void start() {
        server.start();
    }

    /** Tells every client that the server stops, frees everything and returns; a later {@link #start} is fine. */
    public void stop() {
        server.stop("");
    }

    /** As {@link #stop()}, with a text for the clients. From inside a tick it takes effect at the end of that tick. */
    public void stop(@Nullable String text) {
        server.stop(text);
    }

    /**
     * Begins an orderly end: newcomers are refused, clients are told {@code text} and how long they have, and when the
     * last has left or the time is over, the server stops. Goes on inside {@link #tick}; see {@link #isListening}.
     */
    public void drain(Duration atMost, @Nullable String text) {
        server.drain(atMost.toNanos(), text);
    }

    /** Whether it was started and has not stopped. */
    public boolean isListening() {
        return server.isStarted();
    }

    /** Where clients connect to, with the real port; the first, if there are several. */
    public URI address() {
        return server.transport().address();
    }

    /** All places where clients connect to, in the order in which the builder was told them, with the real ports. */
    public List<URI> addresses() {
        return server.transport().addresses();
    }

    /**
     * Reads what arrived, runs handlers, and sends what is due. Call it every frame.
     *
     * @param nowNanos a monotonic clock, such as {@code System.nanoTime()}
     */
    public void tick(long nowNanos) {
        server.tick(nowNanos);
    }

    /** This server's time. */
    public NetworkTime time() {
        return server.objects().time();
    }

    /** The open connections, in no particular order, the suspended ones among them; a live view. */
    public Collection<NetworkConnection> connections() {
        return server.connections();
    }

    /** The open connection with this id, or null. */
    public @Nullable NetworkConnection connection(int id) {
        return server.connection(id);
    }

    /** How many connections are suspended at the moment. */
    public int suspendedCount() {
        return server.suspendedCount();
    }

    /** How many connections and newcomers ended for a reason since the server was built. */
    public long endCount(DisconnectReason reason) {
        return server.endCount(reason);
    }

    /** Sends to every authenticated connection on {@link Channel#RELIABLE}. */
    public SendStatus sendToAll(NetworkMessage message) {
        return server.sendToAll(message, Channel.RELIABLE);
    }

    /**
     * Sends to every authenticated connection. The message is written once, and small ones are gathered before they are
     * given to the connections.
     *
     * @return the worst status of all; for small messages as of a moment ago
     */
    public SendStatus sendToAll(NetworkMessage message, Channel channel) {
        return server.sendToAll(message, channel);
    }

    /** Sends to some connections on {@link Channel#RELIABLE}. */
    public SendStatus sendTo(Iterable<? extends NetworkConnection> targets, NetworkMessage message) {
        return server.sendTo(targets, message, Channel.RELIABLE);
    }

    /**
     * Sends to some connections of this server. The message is written once.
     *
     * @return the worst status of all
     */
    public SendStatus sendTo(Iterable<? extends NetworkConnection> targets, NetworkMessage message, Channel channel) {
        return server.sendTo(targets, message, channel);
    }

    // ---------------------------------------------------------------- objects

    /**
     * Makes an object of a prefab. It is not on the network yet: set it up, then {@link #spawn} it.
     *
     * @throws IllegalArgumentException if there is no such prefab
     */
    public NetworkIdentity instantiate(String prefab) {
        return server.objects().instantiate(prefab);
    }

    /** Spawns an object that nobody owns; see {@link #spawn(NetworkIdentity, NetworkConnection)}. */
    public NetworkIdentity spawn(NetworkIdentity object) {
        return spawn(object, null);
    }

    /**
     * Puts an object on the network: it gets its number, {@code onStartServer} is called, and every client that may
     * observe it is shown it with the state it has then.
     *
     * @param owner who owns it; null, or a connection that has ended, for nobody
     * @return the object
     * @throws IllegalStateException if it is spawned or was destroyed, or this server does not listen
     * @throws IllegalArgumentException if it is not this server's, or its state cannot be sent
     */
    public NetworkIdentity spawn(NetworkIdentity object, @Nullable NetworkConnection owner) {
        server.objects().spawn(object, owner);
        return object;
    }

    /** Takes an object and its children off the network. It can be spawned again, under another number. */
    public void unspawn(NetworkIdentity object) {
        server.objects().unspawn(object);
    }

    /** Takes an object and its children off the network for good; a scene object until it is spawned again. */
    public void destroy(NetworkIdentity object) {
        server.objects().destroy(object);
    }

    /** The spawned object of that number, or null. */
    public @Nullable NetworkIdentity object(int netId) {
        return server.objects().find(netId);
    }

    /** The object an engine's node is attached to, or null. */
    public @Nullable NetworkIdentity objectOf(Object node) {
        return server.objects().objectOf(node);
    }

    /** The spawned objects, in the order of their spawn; a copy. */
    public List<NetworkIdentity> objects() {
        return server.objects().all();
    }

    /** The scene object of that name, spawned or not. */
    public NetworkIdentity sceneObject(String name) {
        return server.objects().sceneObject(name);
    }

    /** Spawns all scene objects that are not. */
    public void spawnSceneObjects() {
        server.objects().spawnSceneObjects();
    }

    /** Asks the interest management anew who observes an object. */
    public void rebuildObservers(NetworkIdentity object) {
        server.objects().rebuildObservers(object);
    }

    /** Asks the interest management anew who observes what. */
    public void rebuildObservers() {
        server.objects().rebuildAllObservers();
    }

    // ---------------------------------------------------------------- owners, players, readiness

    /**
     * Makes a client the owner of a spawned object, whoever was before.
     *
     * @throws IllegalStateException if it is not spawned, or another client's player
     */
    public void assignAuthority(NetworkIdentity object, NetworkConnection owner) {
        server.objects().owners().assignAuthority(object, owner);
    }

    /**
     * Makes nobody the owner of a spawned object.
     *
     * @throws IllegalStateException if it is not spawned, or its owner's player
     */
    public void removeAuthority(NetworkIdentity object) {
        server.objects().owners().removeAuthority(object);
    }

    /** What a connection owns, its player among it; a copy. At its end all of it is destroyed, after the listener. */
    public List<NetworkIdentity> owned(NetworkConnection connection) {
        return server.objects().owners().owned(connection);
    }

    /** A connection's player object, or null. */
    public @Nullable NetworkIdentity player(NetworkConnection connection) {
        return server.objects().owners().player(connection);
    }

    /**
     * Makes an object a connection's player: owned by it, spawned if it was not, and the connection ready. If the
     * connection has ended meanwhile, nothing happens, so this may be called when a database has answered.
     *
     * @throws IllegalStateException if it has a player already
     */
    public void addPlayer(NetworkConnection connection, NetworkIdentity player) {
        server.objects().owners().addPlayer(connection, player);
    }

    /** As {@link #addPlayer}, in place of the player there is. */
    public void replacePlayer(NetworkConnection connection, NetworkIdentity player, PreviousPlayer previous) {
        server.objects().owners().replacePlayer(connection, player, previous);
    }

    /** Takes a connection's player from it; nothing happens if it has none. */
    public void removePlayer(NetworkConnection connection, PreviousPlayer previous) {
        server.objects().owners().removePlayer(connection, previous);
    }

    /** Whether a client is shown objects. */
    public boolean isReady(NetworkConnection connection) {
        return server.objects().isReady(connection);
    }

    /** Shows a client all objects it may see, as if it had said that it is ready. */
    public void setReady(NetworkConnection connection) {
        server.objects().setReady(connection);
    }

    /**
     * Shows a client nothing until it says anew that it is ready; what it said before it hears of this does not count. It
     * keeps its copies until then.
     */
    public void setNotReady(NetworkConnection connection) {
        server.objects().setNotReady(connection);
    }

    /** {@link #setNotReady} for all. */
    public void setAllNotReady() {
        for (NetworkConnection connection : connections()) {
            server.objects().setNotReady(connection);
        }
    }

    /** How often a command or a client's state was not accepted, for a reason. */
    public long refusedCalls(CallRefusal why) {
        return server.objects().refusals(why);
    }

    /** How many calls to clients went nowhere: the object was not spawned, the target gone. */
    public long callsDropped() {
        return server.objects().callsDropped();
    }

    /** Settings of a {@link NetworkServer}; each has a default but where to listen. */
    public static final class Builder extends EndpointBuilder<Builder> {
        private final List<ServerTransport> transports = new ArrayList<>();
        private int maxConnections = 100;
        private boolean requireAuthentication;
        private Duration authenticationTimeout = Duration.ofSeconds(10);
        private @Nullable ServerListener listener;
        private @Nullable Consumer<? super Admission> admission;
        private @Nullable InterestManagement interest;
        private Duration gracePeriod = Duration.ZERO;
        private int maxSuspended = Integer.MAX_VALUE;
        private @Nullable TokenSource tokenSource;

        private Builder() {}

        /**
         * Where to listen: {@code kcp://0.0.0.0:7777}, {@code kcp://[::]:7777}. Without a port: 7777. Called several
         * times, the server listens at all of these.
         *
         * @throws IllegalArgumentException if it is no address, or no transport on the class path answers to its scheme
         */
        public Builder address(String address) {
            URI uri = Discovery.parse(address);
            return transport(Discovery.transportFor(uri).createServer(uri));
        }

        /** A transport made by hand, instead of an address or besides. */
        public Builder transport(ServerTransport transport) {
            transports.add(transport);
            return this;
        }

        /** How many clients are let in; default 100. Those who come later hear SERVER_FULL. */
        public Builder maxConnections(int count) {
            require(count >= 1, "maxConnections", count, "at least 1");
            this.maxConnections = count;
            return this;
        }

        /**
         * Whether connections begin unauthenticated, until the game calls
         * {@link NetworkConnection#authenticate()}; default no: whoever is let in is authenticated.
         */
        public Builder requireAuthentication(boolean require) {
            this.requireAuthentication = require;
            return this;
        }

        /**
         * How long a connection may stay unauthenticated; default 10 s. Then it ends with NOT_AUTHENTICATED. Without
         * {@link #requireAuthentication} nobody waits.
         */
        public Builder authenticationTimeout(Duration timeout) {
            require(positive(timeout), "authenticationTimeout", timeout, "a positive duration");
            this.authenticationTimeout = timeout;
            return this;
        }

        /**
         * How long a connection whose link is lost is waited for; default 0: it ends at once. Until its client is back it
         * {@linkplain NetworkConnection#isSuspended() is suspended} and counts as one of {@link #maxConnections}; after
         * that it ends with the reason for which the link was lost. At most an hour.
         */
        public Builder gracePeriod(Duration period) {
            require(
                    !period.isNegative() && period.compareTo(Duration.ofHours(1)) <= 0,
                    "gracePeriod",
                    period,
                    "0 to an hour");
            this.gracePeriod = period;
            return this;
        }

        /** How many connections may be waited for at once; when one more is lost, the first of them ends. Default all. */
        public Builder maxSuspended(int count) {
            require(count >= 1, "maxSuspended", count, "at least 1");
            this.maxSuspended = count;
            return this;
        }

        /** Where the tokens of sessions come from, instead of the source that {@code tain-run} brings along. */
        public Builder tokenSource(TokenSource source) {
            this.tokenSource = source;
            return this;
        }

        /** Who hears of connections. */
        public Builder listener(ServerListener listener) {
            this.listener = listener;
            return this;
        }

        /** Who decides about newcomers; without one, everybody fit is let in. */
        public Builder admission(Consumer<? super Admission> admission) {
            this.admission = admission;
            return this;
        }

        /** Who observes which object of default visibility; without one, every client that is ready observes all. */
        public Builder interestManagement(InterestManagement interest) {
            this.interest = interest;
            return this;
        }

        /**
         * The server, not listening yet.
         *
         * @throws IllegalArgumentException if settings contradict each other
         */
        public NetworkServer build() {
            Endpoint endpoint = endpoint("NetworkServer");
            if (transports.isEmpty()) {
                throw new IllegalArgumentException("A server needs an address(…) or a transport(…) to listen at.");
            }
            ServerTransport through = transports.size() == 1 ? transports.get(0) : MultiplexTransport.of(transports);
            return new NetworkServer(
                    endpoint,
                    new Server(
                            endpoint,
                            through,
                            maxConnections,
                            requireAuthentication,
                            authenticationTimeout.toNanos(),
                            listener,
                            admission,
                            prefabs(),
                            interest,
                            sessions()));
        }

        private SessionSettings sessions() {
            if (gracePeriod.isZero()) {
                return new SessionSettings(0, maxSuspended, null);
            }
            TokenSource tokens = tokenSource != null ? tokenSource : Discovery.tokenSource();
            if (tokens == null) {
                throw new IllegalArgumentException("gracePeriod is " + gracePeriod + " and there is no source of"
                        + " tokens. Add tain-run, which has one, or give a tokenSource(…).");
            }
            return new SessionSettings(gracePeriod.toNanos(), maxSuspended, tokens);
        }
    }
}
