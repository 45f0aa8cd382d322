package dev.tain;

import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.connection.MessageHandler;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.NetworkRequest;
import dev.tain.connection.PendingReply;
import dev.tain.connection.RequestHandler;
import dev.tain.connection.SendStatus;
import dev.tain.internal.client.Client;
import dev.tain.internal.session.Endpoint;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
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
public final class NetworkClient implements Executor {
    private final Endpoint endpoint;
    private final Client client;

    private NetworkClient(Endpoint endpoint, Client client) {
        this.endpoint = endpoint;
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
     * {@code "example.org:7000"} or a whole URI; without a scheme TCP, without a port 7777.
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

    /** Runs a task at the beginning of the next tick, on the ticking thread. The one method any thread may call. */
    @Override
    public void execute(Runnable task) {
        endpoint.execute(task);
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

    /**
     * Says what to do with messages of a type, once this client is authenticated.
     *
     * @throws IllegalStateException if there is a handler already, or the type has no codec
     */
    public <T extends NetworkMessage> void registerHandler(Class<T> type, MessageHandler<? super T> handler) {
        registerHandler(type, handler, true);
    }

    /**
     * Says what to do with messages of a type.
     *
     * @param requireAuthentication whether such a message before this client is authenticated ends the connection
     * @throws IllegalStateException if there is a handler already, or the type has no codec
     */
    public <T extends NetworkMessage> void registerHandler(
            Class<T> type, MessageHandler<? super T> handler, boolean requireAuthentication) {
        endpoint.guard().check();
        endpoint.dispatcher().register(type, handler, requireAuthentication, false);
    }

    /** As {@link #registerHandler(Class, MessageHandler)} for a handler that does not need the connection. */
    public <T extends NetworkMessage> void registerHandler(Class<T> type, Consumer<? super T> handler) {
        registerHandler(type, (connection, message) -> handler.accept(message), true);
    }

    /** As {@link #registerHandler(Class, MessageHandler)}, taking the place of the one that is there, if any. */
    public <T extends NetworkMessage> void replaceHandler(Class<T> type, MessageHandler<? super T> handler) {
        replaceHandler(type, handler, true);
    }

    /** As {@link #registerHandler(Class, MessageHandler, boolean)}, taking the place of the one that is there, if any. */
    public <T extends NetworkMessage> void replaceHandler(
            Class<T> type, MessageHandler<? super T> handler, boolean requireAuthentication) {
        endpoint.guard().check();
        endpoint.dispatcher().register(type, handler, requireAuthentication, true);
    }

    /** As {@link #registerHandler(Class, Consumer)}, taking the place of the one that is there, if any. */
    public <T extends NetworkMessage> void replaceHandler(Class<T> type, Consumer<? super T> handler) {
        replaceHandler(type, (connection, message) -> handler.accept(message));
    }

    /** Takes the handler of a message or request type away; returns whether there was one. */
    public boolean unregisterHandler(Class<? extends NetworkMessage> type) {
        endpoint.guard().check();
        return endpoint.dispatcher().unregister(type);
    }

    /**
     * Says how to answer the server's requests of a type, now or later.
     *
     * @throws IllegalStateException if there is a handler already, or the type has no codec
     */
    public <Q extends NetworkRequest<R>, R extends NetworkMessage> void registerRequestHandler(
            Class<Q> type, RequestHandler<Q, R> handler) {
        registerRequestHandler(type, handler, true);
    }

    /** As {@link #registerRequestHandler(Class, RequestHandler)}, before this client is authenticated too. */
    public <Q extends NetworkRequest<R>, R extends NetworkMessage> void registerRequestHandler(
            Class<Q> type, RequestHandler<Q, R> handler, boolean requireAuthentication) {
        endpoint.guard().check();
        endpoint.dispatcher().registerRequest(type, handler, requireAuthentication, false);
    }

    /** As {@link #registerRequestHandler(Class, RequestHandler)} for answers that are at hand. */
    public <Q extends NetworkRequest<R>, R extends NetworkMessage> void registerRequestHandler(
            Class<Q> type, Function<? super Q, ? extends R> answer) {
        registerRequestHandler(type, (connection, request, responder) -> responder.reply(answer.apply(request)));
    }

    /** As {@link #registerRequestHandler(Class, RequestHandler)}, taking the place of the one that is there, if any. */
    public <Q extends NetworkRequest<R>, R extends NetworkMessage> void replaceRequestHandler(
            Class<Q> type, RequestHandler<Q, R> handler) {
        endpoint.guard().check();
        endpoint.dispatcher().registerRequest(type, handler, true, true);
    }

    /** Settings of a {@link NetworkClient}; each has a default. */
    public static final class Builder extends EndpointBuilder<Builder> {
        private Duration connectTimeout = Duration.ofSeconds(10);
        private @Nullable ClientListener listener;

        private Builder() {}

        /** How long reaching the server and being let in may take together; default 10 s. */
        public Builder connectTimeout(Duration timeout) {
            require(positive(timeout), "connectTimeout", timeout, "a positive duration");
            this.connectTimeout = timeout;
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
            return new NetworkClient(endpoint, new Client(endpoint, connectTimeout.toNanos(), listener));
        }
    }
}
