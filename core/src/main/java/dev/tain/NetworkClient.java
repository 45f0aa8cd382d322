package dev.tain;

import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.NetworkRequest;
import dev.tain.connection.PendingReply;
import dev.tain.connection.ReconnectPolicy;
import dev.tain.connection.SendStatus;
import dev.tain.internal.client.Client;
import dev.tain.internal.session.Endpoint;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.SpawnHandler;
import dev.tain.time.NetworkTime;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client: connects to one server at a time, hands messages to handlers.
 *
 * <pre>{@code
 * NetworkClient client = NetworkClient.create();
 * client.registerHandler(ScoreMessage.class, score -> hud.show(score.score()));
 * client.connect("localhost");
 *
 * while (running) {
 *     client.tick(System.nanoTime());
 *     render();
 * }
 * }</pre>
 *
 * <p>Everything happens in {@link #tick}: connecting, reading, handlers, sending. The client belongs to the thread that
 * ticks it; other threads use {@link #execute}. Any number of clients live in one JVM and share nothing.
 */
public final class NetworkClient extends NetworkEndpoint {
    private final Client client;

    private NetworkClient(Endpoint endpoint, Client client) {
        super(endpoint);
        this.client = client;
    }

    /** A client with default settings. */
    public static NetworkClient create() {
        return builder().build();
    }

    /** A client to be told more. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins to connect and returns at once; the listener hears the outcome during a tick. {@code "localhost"},
     * {@code "example.org:7000"} or a whole URI. Without a scheme it is TCP at
     * port 7777 unless another is given; with one and without a port, the port is that of the transport.
     *
     * @throws IllegalArgumentException if that is no address, or no transport on the class path answers to its scheme
     * @throws IllegalStateException if it is connected or connecting
     */
    public void connect(String address) {
        connect(Discovery.parse(address));
    }

    /** As {@link #connect(String)}. */
    public void connect(String host, int port) {
        connect(Discovery.of(host, port));
    }

    /** As {@link #connect(String)}. */
    public void connect(URI address) {
        endpoint.guard().check();
        connect(Discovery.transportFor(address).createClient(address));
    }

    /** As {@link #connect(String)}, through a transport made by hand. */
    public void connect(ClientTransport transport) {
        client.connect(transport);
    }

    /**
     * Has a suspended connection taken up again now, at the same address, not when the policy says. One that is not
     * suspended leaves its link and comes back over another: for a device that changed networks and knows it. The
     * listener hears the outcome: {@code resumed}, {@code reconnectFailed} or {@code disconnected}.
     *
     * @return whether there is a session to be taken up; if not, nothing happens
     */
    public boolean reconnect() {
        return client.reconnect(null);
    }

    /**
     * As {@link #reconnect()}, at another address of the same server, which may be another transport's. Later attempts go
     * there, too.
     *
     * @throws IllegalArgumentException if that is no address, or no transport on the class path answers to its scheme
     */
    public boolean reconnect(URI address) {
        endpoint.guard().check();
        return reconnect(Discovery.transportFor(address).createClient(address));
    }

    /** As {@link #reconnect(URI)}, through a transport made by hand. */
    public boolean reconnect(ClientTransport transport) {
        return client.reconnect(transport);
    }

    /** Ends the connection: what was sent before still arrives. Nothing happens if there is none. */
    public void disconnect() {
        client.disconnect(DisconnectReason.CLOSED, "");
    }

    /** As {@link #disconnect()}; the server learns the text. */
    public void disconnect(@Nullable String text) {
        client.disconnect(DisconnectReason.CLOSED, text);
    }

    /** Where it is. */
    public ClientState state() {
        return client.state();
    }

    /** The connection, or the last one; null before the first {@code connect}. */
    public @Nullable NetworkConnection connection() {
        return client.connection();
    }

    /**
     * Reads what arrived, runs handlers, and sends what is due. Call it every frame.
     *
     * @param nowNanos a monotonic clock, such as {@code System.nanoTime()}
     */
    public void tick(long nowNanos) {
        client.tick(nowNanos);
    }

    /** The server's time, as this client knows it. */
    public NetworkTime time() {
        return client.time();
    }

    /** Sends on {@link Channel#RELIABLE}; see {@link #send(NetworkMessage, Channel)}. */
    public SendStatus send(NetworkMessage message) {
        return client.send(message, Channel.RELIABLE);
    }

    /**
     * Queues a message to the server. While there is no connection yet or any more, it is dropped and counted.
     *
     * @throws IllegalStateException if this client was never told to connect
     * @throws IllegalArgumentException if the message is larger than the channel carries
     */
    public SendStatus send(NetworkMessage message, Channel channel) {
        return client.send(message, channel);
    }

    /** Sends a request with the default timeout; see {@link NetworkConnection#request(NetworkRequest, long)}. */
    public <R extends NetworkMessage> PendingReply<R> request(NetworkRequest<R> request) {
        return client.request(request);
    }

    /** Sends a request; see {@link NetworkConnection#request(NetworkRequest, long)}. */
    public <R extends NetworkMessage> PendingReply<R> request(NetworkRequest<R> request, Duration timeout) {
        return client.request(request, timeout.toNanos());
    }

    // ---------------------------------------------------------------- objects

    /**
     * Tells the server that this client can be shown objects, its level loaded for instance. Nothing happens if it was
     * told already.
     *
     * @throws IllegalStateException if this client was never told to connect
     */
    public void ready() {
        client.ready();
    }

    /** Whether the server was told {@link #ready}, or decided so by itself, and has not taken it back. */
    public boolean isReady() {
        return client.objects().isReady();
    }

    /** Makes an object of a prefab that is not on the network; for a {@link SpawnHandler}. */
    public NetworkIdentity instantiate(String prefab) {
        return client.objects().instantiate(prefab);
    }

    /** The object of that number, or null if this client does not observe it. */
    public @Nullable NetworkIdentity object(int netId) {
        return client.objects().find(netId);
    }

    /** The object an engine's node is attached to, or null. */
    public @Nullable NetworkIdentity objectOf(Object node) {
        return client.objects().objectOf(node);
    }

    /** The objects this client observes, by number; a copy. */
    public List<NetworkIdentity> objects() {
        return client.objects().all();
    }

    /** This client's player, or null. */
    public @Nullable NetworkIdentity localPlayer() {
        return client.objects().localPlayer();
    }

    /** The scene object of that name, on the network or not. */
    public NetworkIdentity sceneObject(String name) {
        return client.objects().sceneObject(name);
    }

    /**
     * Has a pool provide the objects of a prefab.
     *
     * @throws IllegalArgumentException if there is no such prefab
     * @throws IllegalStateException if it has a handler already
     */
    public void registerSpawnHandler(String prefab, SpawnHandler handler) {
        client.objects().registerSpawnHandler(prefab, handler);
    }

    /** Takes the handler of a prefab away; returns whether there was one. */
    public boolean unregisterSpawnHandler(String prefab) {
        return client.objects().unregisterSpawnHandler(prefab);
    }

    /** How many calls went nowhere: commands without authority or connection, calls of objects that are not here. */
    public long callsDropped() {
        return client.objects().callsDropped();
    }

    /** Settings of a {@link NetworkClient}; each has a default. */
    public static final class Builder extends EndpointBuilder<Builder> {
        private Duration connectTimeout = Duration.ofSeconds(10);
        private @Nullable ClientListener listener;
        private ReconnectPolicy reconnectPolicy = ReconnectPolicy.automatically();

        private Builder() {}

        /** How long reaching the server and being let in may take together; default 10 s. */
        public Builder connectTimeout(Duration timeout) {
            require(positive(timeout), "connectTimeout", timeout, "a positive duration");
            this.connectTimeout = timeout;
            return this;
        }

        /**
         * When it tries to take a lost connection up again, if the server has a grace period; default
         * {@link ReconnectPolicy#automatically()}.
         */
        public Builder reconnectPolicy(ReconnectPolicy policy) {
            this.reconnectPolicy = policy;
            return this;
        }

        /** Who hears of the connection. */
        public Builder listener(ClientListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * The client, not connected yet.
         *
         * @throws IllegalArgumentException if settings contradict each other
         */
        public NetworkClient build() {
            Endpoint endpoint = endpoint("NetworkClient");
            return new NetworkClient(
                    endpoint, new Client(endpoint, connectTimeout.toNanos(), listener, prefabs(), reconnectPolicy));
        }
    }
}
