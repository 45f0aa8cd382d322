package dev.tain.connection;

import dev.tain.time.ConnectionQuality;
import java.time.Duration;

/**
 * Hears what happens to a client's connection. All methods run during a tick, or during a {@code disconnect()} between ticks, on
 * the ticking thread. After each
 * {@code connect}, the order is
 *
 * <pre>
 *   disconnected  |  connected authenticated? (event | suspended reconnectFailed* resumed)*
 *                    (suspended reconnectFailed*)? disconnected
 *   event         =  notReady | serverClosing | qualityChanged | congested | keepsUpAgain
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
     * The connection was lost, and the server keeps its place for a while. The objects stay as they are; what is sent is
     * dropped, and requests without a reply fail after this. The client tries to come back as its
     * {@link ReconnectPolicy} says.
     */
    default void suspended(Disconnect why) {}

    /** An attempt to come back failed; others follow, or {@code reconnect()} makes one. */
    default void reconnectFailed(Disconnect why) {}

    /**
     * The connection goes on: messages can be sent. The newest state of all objects follows at once, in one burst. What
     * either side sent shortly before the loss or during it may be lost.
     */
    default void resumed() {}

    /**
     * The server is about to stop.
     *
     * @param text the game's own
     * @param remaining until it ends the connections that are left
     */
    default void serverClosing(String text, Duration remaining) {}

    /** The quality of the connection is another than before, as it is about once a second at the most. */
    default void qualityChanged(ConnectionQuality quality) {}

    /** More is queued to the server than the high watermark. */
    default void congested() {}

    /** What is queued fell below the low watermark again. */
    default void keepsUpAgain() {}
}
