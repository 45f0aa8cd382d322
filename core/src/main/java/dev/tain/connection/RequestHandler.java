package dev.tain.connection;

/** Answers requests of one type, now or later. Runs during a tick, on its thread. */
@FunctionalInterface
public interface RequestHandler<Q extends NetworkRequest<R>, R extends NetworkMessage> {
    /**
     * Called once per request. Keep {@code responder} and use it in a later tick if the answer takes time. If the
     * handler throws, the request is refused and the exception treated like any handler's.
     */
    void handle(NetworkConnection connection, Q request, Responder<R> responder);
}
