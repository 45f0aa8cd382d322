package dev.tain;

import dev.tain.connection.Admission;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.SendStatus;
import dev.tain.connection.ServerListener;
import dev.tain.internal.server.Server;
import dev.tain.internal.session.Endpoint;
import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.ServerTransport;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server: listens at an address, keeps one {@link NetworkConnection} per client, hands messages to handlers.
 *
 * <pre>{@code
 * NetworkServer server = NetworkServer.listen("tcp://0.0.0.0:7777");
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

    /** Where clients connect to, with the real port. */
    public URI address() {
        return server.transport().address();
    }

    /**
     * Reads what arrived, runs handlers, and sends what is due. Call it every frame.
     *
     * @param nowNanos a monotonic clock, such as {@code System.nanoTime()}
     */
    public void tick(long nowNanos) {
        server.tick(nowNanos);
    }

    /** The open connections, in no particular order; a live view. */
    public Collection<NetworkConnection> connections() {
        return server.connections();
    }

    /** The open connection with this id, or null. */
    public @Nullable NetworkConnection connection(int id) {
        return server.connection(id);
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

    /** Settings of a {@link NetworkServer}; each has a default but where to listen. */
    public static final class Builder extends EndpointBuilder<Builder> {
        private @Nullable String address;
        private @Nullable ServerTransport transport;
        private int maxConnections = 100;
        private boolean requireAuthentication;
        private @Nullable ServerListener listener;
        private @Nullable Consumer<? super Admission> admission;

        private Builder() {}

        /** Where to listen: {@code tcp://0.0.0.0:7777}, {@code tcp://[::]:7777}. Without a port: 7777. */
        public Builder address(String address) {
            this.address = address;
            return this;
        }

        /** A transport made by hand, instead of an address. */
        public Builder transport(ServerTransport transport) {
            this.transport = transport;
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

        /**
         * The server, not listening yet.
         *
         * @throws IllegalArgumentException if settings contradict each other
         */
        public NetworkServer build() {
            Endpoint endpoint = endpoint("NetworkServer");
            ServerTransport through = transport;
            if ((address == null) == (through == null)) {
                throw new IllegalArgumentException("A server needs an address(…) or a transport(…), and not both.");
            }
            if (through == null && address != null) {
                URI uri = Discovery.parse(address);
                through = Discovery.transportFor(uri).createServer(uri);
            }
            if (through == null) {
                throw new AssertionError();
            }
            return new NetworkServer(
                    endpoint,
                    new Server(endpoint, through, maxConnections, requireAuthentication, listener, admission));
        }
    }
}
