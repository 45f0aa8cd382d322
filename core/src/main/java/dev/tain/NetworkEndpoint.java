package dev.tain;

import dev.tain.connection.BulkHandler;
import dev.tain.connection.MessageHandler;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.NetworkRequest;
import dev.tain.connection.RateLimit;
import dev.tain.connection.RequestHandler;
import dev.tain.internal.session.Endpoint;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What server and client do alike: hand messages to handlers, on the thread that ticks.
 *
 * <p>A handler is for one message type. It hears authenticated connections only, unless it was registered with
 * {@code false} as the last argument; a message that is not for it then ends its connection.
 */
public abstract sealed class NetworkEndpoint implements Executor permits NetworkServer, NetworkClient {
    final Endpoint endpoint;

    NetworkEndpoint(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Runs a task at the beginning of the next tick, on the ticking thread. The one method any thread may call. */
    @Override
    public final void execute(Runnable task) {
        endpoint.execute(task);
    }

    // ---------------------------------------------------------------- messages

    /**
     * Says what to do with messages of a type.
     *
     * @throws IllegalStateException if there is a handler already, or the type has no codec
     */
    public final <T extends NetworkMessage> void registerHandler(Class<T> type, MessageHandler<? super T> handler) {
        registerHandler(type, handler, true);
    }

    /**
     * Says what to do with messages of a type.
     *
     * @param requireAuthentication whether such a message ends a connection that is not authenticated
     * @throws IllegalStateException if there is a handler already, or the type has no codec
     */
    public final <T extends NetworkMessage> void registerHandler(
            Class<T> type, MessageHandler<? super T> handler, boolean requireAuthentication) {
        endpoint.guard().check();
        endpoint.dispatcher().register(type, handler, requireAuthentication, false);
    }

    /** As {@link #registerHandler(Class, MessageHandler)} for a handler that does not care who sent it. */
    public final <T extends NetworkMessage> void registerHandler(Class<T> type, Consumer<? super T> handler) {
        registerHandler(type, (connection, message) -> handler.accept(message), true);
    }

    /** As {@link #registerHandler(Class, MessageHandler)}, taking the place of the one that is there, if any. */
    public final <T extends NetworkMessage> void replaceHandler(Class<T> type, MessageHandler<? super T> handler) {
        replaceHandler(type, handler, true);
    }

    /** As {@link #registerHandler(Class, MessageHandler, boolean)}, taking the place of the one that is there, if any. */
    public final <T extends NetworkMessage> void replaceHandler(
            Class<T> type, MessageHandler<? super T> handler, boolean requireAuthentication) {
        endpoint.guard().check();
        endpoint.dispatcher().register(type, handler, requireAuthentication, true);
    }

    /** As {@link #registerHandler(Class, Consumer)}, taking the place of the one that is there, if any. */
    public final <T extends NetworkMessage> void replaceHandler(Class<T> type, Consumer<? super T> handler) {
        replaceHandler(type, (connection, message) -> handler.accept(message), true);
    }

    /** Takes the handler of a message or request type away; returns whether there was one. */
    public final boolean unregisterHandler(Class<? extends NetworkMessage> type) {
        endpoint.guard().check();
        return endpoint.dispatcher().unregister(type);
    }

    // ---------------------------------------------------------------- requests

    /**
     * Says how to answer requests of a type, now or later.
     *
     * @throws IllegalStateException if there is a handler already, or the type has no codec
     */
    public final <Q extends NetworkRequest<R>, R extends NetworkMessage> void registerRequestHandler(
            Class<Q> type, RequestHandler<Q, R> handler) {
        registerRequestHandler(type, handler, true);
    }

    /**
     * Says how to answer requests of a type, now or later.
     *
     * @param requireAuthentication whether such a request ends a connection that is not authenticated
     * @throws IllegalStateException if there is a handler already, or the type has no codec
     */
    public final <Q extends NetworkRequest<R>, R extends NetworkMessage> void registerRequestHandler(
            Class<Q> type, RequestHandler<Q, R> handler, boolean requireAuthentication) {
        endpoint.guard().check();
        endpoint.dispatcher().registerRequest(type, handler, requireAuthentication, false);
    }

    /** As {@link #registerRequestHandler(Class, RequestHandler)} for answers that are at hand. */
    public final <Q extends NetworkRequest<R>, R extends NetworkMessage> void registerRequestHandler(
            Class<Q> type, Function<? super Q, ? extends R> answer) {
        registerRequestHandler(type, (connection, request, responder) -> responder.reply(answer.apply(request)), true);
    }

    /** As {@link #registerRequestHandler(Class, RequestHandler)}, taking the place of the one that is there, if any. */
    public final <Q extends NetworkRequest<R>, R extends NetworkMessage> void replaceRequestHandler(
            Class<Q> type, RequestHandler<Q, R> handler) {
        endpoint.guard().check();
        endpoint.dispatcher().registerRequest(type, handler, true, true);
    }

    // ---------------------------------------------------------------- transfers

    /**
     * Says who decides about transfers that authenticated connections offer; without one, all are refused. See
     * {@link dev.tain.connection.NetworkConnection#sendBulk}.
     *
     * @throws IllegalStateException if there is one already
     */
    public final void registerBulkHandler(BulkHandler handler) {
        endpoint.guard().check();
        endpoint.bulkHandler(handler);
    }

    /** Takes it away; transfers under way go on. */
    public final void unregisterBulkHandler() {
        endpoint.guard().check();
        endpoint.bulkHandler(null);
    }

    // ---------------------------------------------------------------- limits

    /** Limits how often each connection may send messages or requests of a type; null takes the limit away. */
    public final void rateLimit(Class<? extends NetworkMessage> type, @Nullable RateLimit limit) {
        endpoint.guard().check();
        endpoint.dispatcher().limit(type, limit);
    }
}
