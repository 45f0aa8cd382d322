package dev.tain.connection;

/** What to do with a message of one type. Runs during a tick, on its thread. */
@FunctionalInterface
public interface MessageHandler<T extends NetworkMessage> {
    /**
     * Called once per message. If it throws, that is reported, and the connection is ended unless the endpoint was
     * told otherwise.
     */
    void handle(NetworkConnection connection, T message);
}
