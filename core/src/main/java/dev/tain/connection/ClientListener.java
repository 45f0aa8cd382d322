package dev.tain.connection;

import java.time.Duration;

/**
 * Hears what happens to a client's connection. All methods run during a tick, or during a {@code disconnect()} between ticks, on
 * the ticking thread. After each
 * {@code connect}, the order is
 *
 * <pre>
 *   disconnected  |  connected authenticated? (notReady | serverClosing | congested | keepsUpAgain)* disconnected
 * </pre>
 */
public interface ClientListener {
    /** The server let this client in; messages can be sent. */
    default void connected() {}

    /** The server takes this client for who it says it is; without authentication, right after {@link #connected}. */
    default void authenticated() {}

    /** The server shows no objects until this client is ready again; the copies stay until then. */
    default void notReady() {}

    /** The connection ended, or there was none to be had; {@code connect} may be called again, from here too. */
    default void disconnected(Disconnect why) {}

    /**
     * The server is about to stop.
     *
     * @param text the game's own
     * @param remaining until it ends the connections that are left
     */
    default void serverClosing(String text, Duration remaining) {}

    /** More is queued to the server than the high watermark. */
    default void congested() {}

    /** What is queued fell below the low watermark again. */
    default void keepsUpAgain() {}
}
