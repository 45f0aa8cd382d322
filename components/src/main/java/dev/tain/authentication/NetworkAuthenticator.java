package dev.tain.authentication;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.transport.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who a client is, between its being let in and its being connected for the game. One object has both halves;
 * in a host both are used. The two talk by messages whose handlers do not require authentication:
 *
 * <pre>{@code
 * public void startServer(NetworkServer server) {
 *     server.registerRequestHandler(TicketRequest.class, (connection, ticket, responder) -> { … accept(connection); }, false);
 * }
 * }</pre>
 *
 * <p>Until a connection is accepted its attachment is the authenticator's. The server's half ends with {@link #accept} or {@link #reject}, now or in a later tick, on its thread. A client that
 * gets neither in time is cut off: {@code authenticationTimeout} of the server's builder, 10 s by default. Without a
 * manager, a game calls the methods itself, {@code serverAuthenticate} from its {@code ServerListener.connected},
 * {@code clientAuthenticate} from its {@code ClientListener.connected}, and builds its server with
 * {@code requireAuthentication(true)}.
 */
public interface NetworkAuthenticator {
    /** The server was started; the place to register handlers. */
    default void startServer(NetworkServer server) {}

    /** The server has stopped; the place to unregister them. */
    default void stopServer(NetworkServer server) {}

    /** A client was let in and waits. Most wait for its message, and do nothing here. */
    default void serverAuthenticate(NetworkServer server, NetworkConnection connection) {}

    /** The client is about to connect; the place to register handlers. */
    default void startClient(NetworkClient client) {}

    /** The client has stopped; the place to unregister them. */
    default void stopClient(NetworkClient client) {}

    /** The client was let in; the place to say who it is. */
    default void clientAuthenticate(NetworkClient client) {}

    /**
     * The server says that the client is authenticated; whether the client, too, is content with the server. If not, it
     * leaves.
     */
    default boolean clientAccepts(NetworkClient client) {
        return true;
    }

    /** On the server: the client is who it says. If it has left meanwhile, nothing happens. */
    default void accept(NetworkConnection connection) {
        connection.authenticate();
    }

    /** On the server: it is not. It is sent away with NOT_AUTHENTICATED, and learns the text, after what was sent before. */
    default void reject(NetworkConnection connection, @Nullable String text) {
        connection.disconnect(DisconnectReason.NOT_AUTHENTICATED, text);
    }
}
