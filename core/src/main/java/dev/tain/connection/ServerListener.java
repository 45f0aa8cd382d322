package dev.tain.connection;

import dev.tain.time.ConnectionQuality;
import dev.tain.transport.PeerAddress;

/**
 * Hears what happens to a server's connections. All methods run during a tick, or during a {@code stop()} between ticks, on the
 * ticking thread. Per connection, the order is
 *
 * <pre>
 *   refused  |  connected authenticated? (congested keepsUpAgain | suspended resumed)* (congested | suspended)? disconnected
 * </pre>
 */
public interface ServerListener {
    /** A client was let in; messages can be sent to it. */
    default void connected(NetworkConnection connection) {}

    /**
     * A client is authenticated: right after {@link #connected} or, with {@code requireAuthentication}, when the game
     * calls {@link NetworkConnection#authenticate()}, and before that returns.
     */
    default void authenticated(NetworkConnection connection) {}

    /**
     * A connection ended. Its attachment is still there; what is sent to it is dropped. Comes at the end of the tick,
     * after the messages it sent before.
     */
    default void disconnected(NetworkConnection connection, Disconnect why) {}

    /**
     * A connection's link is lost, and it may come back within the grace period. It stays open, with its attachment and
     * what it owns; it observes nothing, what is sent to it is dropped, and its requests fail after this. Comes at the
     * end of the tick. If it does not come back, {@link #disconnected} follows with the same reason.
     */
    default void suspended(NetworkConnection connection, Disconnect why) {}

    /** It came back, and was shown the newest state of all it observes. */
    default void resumed(NetworkConnection connection) {}

    /** A newcomer did not become a connection. */
    default void refused(PeerAddress address, Disconnect why) {}

    /** The quality of a connection is another than before, as it is about once a second at the most. */
    default void qualityChanged(NetworkConnection connection, ConnectionQuality quality) {}

    /** More is queued for it than the high watermark. Send less, or accept that it may be cut off. */
    default void congested(NetworkConnection connection) {}

    /** What is queued fell below the low watermark again. */
    default void keepsUpAgain(NetworkConnection connection) {}

    /** A client said that it is ready for objects; it is shown them next. */
    default void ready(NetworkConnection connection) {}

    /** Something a client asked of an object was not done. Comes as often as the client asks. */
    default void callRefused(NetworkConnection connection, CallRefusal why) {}
}
