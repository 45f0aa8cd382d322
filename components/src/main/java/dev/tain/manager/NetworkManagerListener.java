package dev.tain.manager;

import dev.tain.connection.CallRefusal;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.transport.PeerAddress;
import java.time.Duration;

/**
 * Hears what happens to a {@link NetworkManager}, and says what a game does differently. Every method does nothing unless
 * it says otherwise. All are called on the thread that ticks the manager. The orders, normative in
 * {@code docs/callbacks.md}, are
 *
 * <pre>
 *   manager           = ( server | host | client )*
 *   server            = onStartServer serverEvent* onStopServer onServerDisconnect*
 *   host              = onStartServer onStartHost onStartClient ( serverEvent | clientEvent )*
 *                       onStopHost onClientDisconnect onStopClient onStopServer onServerDisconnect*
 *   client            = onStartClient clientEvent* onClientDisconnect onStopClient
 *
 *   serverEvent       = onServerChangeScene onServerSceneChanged
 *                     | onServerSceneLoaded | onServerSceneUnloaded
 *                     | onServerRefused | the next of a connection
 *   connection        = onServerConnect ( onServerReady onServerAddPlayer? | onServerCongested onServerKeepsUpAgain
 *                     | onServerCallRefused | onServerSuspended onServerResumed )*
 *                       onServerSuspended? onServerDisconnect
 *   clientEvent       = onClientConnect, once and first
 *                     | onClientNotReady
 *                     | onClientChangeScene onClientSceneChanged
 *                     | onClientSuspended onClientReconnectFailed* onClientResumed
 *                     | onClientServerClosing | onClientCongested onClientKeepsUpAgain
 * </pre>
 *
 * What a method throws is reported to the server's or client's report sink and changes nothing: what starts goes on, what
 * stops ends. A second {@code onServerChangeScene} may come before the {@code onServerSceneChanged} of the first, which then is left
 * out. {@code stopClient()} of a host leaves a server, and {@code startLocalClient()} makes a server a host: from
 * {@code onStartHost} on. A client that never got in hears {@code onClientDisconnect}
 * without {@code onClientConnect}.
 */
public interface NetworkManagerListener {
    // ---------------------------------------------------------------- server

    /** The server listens; nobody is in yet, no scene is loaded. The place to register handlers. */
    default void onStartServer(NetworkManager manager) {}

    /** The server is about to stop; connections and objects are still there. */
    default void onStopServer(NetworkManager manager) {}

    /** The server of a host listens, and its own client is about to be started; after {@link #onStartServer}. */
    default void onStartHost(NetworkManager manager) {}

    /** A host is about to stop; everything is still there. */
    default void onStopHost(NetworkManager manager) {}

    /** A client is in and authenticated, and was told which scene to load. */
    default void onServerConnect(NetworkManager manager, NetworkConnection connection) {}

    /**
     * A client that was connected is gone, or is about to be sent away. Its player and all it owned are still there, and
     * are destroyed after this.
     */
    default void onServerDisconnect(NetworkManager manager, NetworkConnection connection, Disconnect why) {}

    /**
     * A client that was connected is out of reach, and is waited for as long as the grace period says. Its player and all
     * it owns stay; what is sent to it is dropped. {@link #onServerResumed} or {@link #onServerDisconnect} follows.
     */
    default void onServerSuspended(NetworkManager manager, NetworkConnection connection, Disconnect why) {}

    /** It is back, was shown the newest state, and told which scenes there are. */
    default void onServerResumed(NetworkManager manager, NetworkConnection connection) {}

    /** Somebody did not get in, or was not authenticated. */
    default void onServerRefused(NetworkManager manager, PeerAddress address, Disconnect why) {}

    /** A client has loaded what it was told to; it is shown the objects next. */
    default void onServerReady(NetworkManager manager, NetworkConnection connection) {}

    /**
     * A client that is ready and has no player asks for one. Creates the default player, if there is one. A game that has
     * to ask a database first does so, and calls {@code addPlayer} of manager or server later, through
     * {@link NetworkManager#execute}; if the client has left by then, that does nothing.
     *
     * <p>If it throws, the client is sent away as by any handler that throws; with {@code exceptionsDisconnect(false)} it
     * may ask again at once. If nobody has answered after 10 s, it may ask again, too: a game whose answer may come later
     * than that looks whether {@code server().player(connection)} is null still.
     */
    default void onServerAddPlayer(NetworkManager manager, NetworkConnection connection) {
        if (manager.hasPlayerPrefab()) {
            manager.addPlayer(connection);
        }
    }

    /** Something a client asked of an object was not done. Comes as often as the client asks. */
    default void onServerCallRefused(NetworkManager manager, NetworkConnection connection, CallRefusal why) {}

    /** More is queued for a client than the high watermark. */
    default void onServerCongested(NetworkManager manager, NetworkConnection connection) {}

    /** What is queued for a client fell below the low watermark again. */
    default void onServerKeepsUpAgain(NetworkManager manager, NetworkConnection connection) {}

    /** The server is about to change to a scene; the objects of the old one are still there, and go after this. */
    default void onServerChangeScene(NetworkManager manager, String scene) {}

    /** The server has loaded the scene and spawned its scene objects; clients are let in after this. */
    default void onServerSceneChanged(NetworkManager manager, String scene) {}

    /** The server has loaded an additional scene and spawned its scene objects. */
    default void onServerSceneLoaded(NetworkManager manager, String scene) {}

    /** The server has unloaded an additional scene. */
    default void onServerSceneUnloaded(NetworkManager manager, String scene) {}

    // ---------------------------------------------------------------- client

    /** The client is told to connect; it is not connected yet. The place to register handlers. */
    default void onStartClient(NetworkManager manager) {}

    /** The client has stopped; its objects are still there, and disappear after this. It may be started again from here. */
    default void onStopClient(NetworkManager manager) {}

    /** The client is in, and authenticated. */
    default void onClientConnect(NetworkManager manager) {}

    /** The connection ended, or there was none to be had. The objects are still there. */
    default void onClientDisconnect(NetworkManager manager, Disconnect why) {}

    /**
     * The connection is lost, and the server keeps this client's place for a while. The objects stay as they are; the
     * client tries to come back.
     */
    default void onClientSuspended(NetworkManager manager, Disconnect why) {}

    /** An attempt to come back failed. */
    default void onClientReconnectFailed(NetworkManager manager, Disconnect why) {}

    /** The client is back; the newest state follows at once. */
    default void onClientResumed(NetworkManager manager) {}

    /** The server shows this client no objects until it is ready again. */
    default void onClientNotReady(NetworkManager manager) {}

    /**
     * The client is about to load or unload a scene.
     *
     * @param customHandling whether the game does that itself, and calls {@link NetworkManager#sceneLoaded()} when done
     */
    default void onClientChangeScene(
            NetworkManager manager, String scene, SceneOperation operation, boolean customHandling) {}

    /** The client has loaded or unloaded the scene; if it was the last, it says that it is ready after this. */
    default void onClientSceneChanged(NetworkManager manager, String scene, SceneOperation operation) {}

    /** The server is about to stop. */
    default void onClientServerClosing(NetworkManager manager, String text, Duration remaining) {}

    /** More is queued to the server than the high watermark. */
    default void onClientCongested(NetworkManager manager) {}

    /** What is queued to the server fell below the low watermark again. */
    default void onClientKeepsUpAgain(NetworkManager manager) {}
}
