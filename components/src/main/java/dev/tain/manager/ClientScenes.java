package dev.tain.manager;

import dev.tain.NetworkClient;
import dev.tain.connection.NetworkConnection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The scenes of a client: loads what the server says, one after the other, and says that it is ready when nothing is left
 * to load and the server has its scenes, too.
 */
final class ClientScenes implements SceneQueue.Side {
    private final NetworkManager manager;
    private final NetworkClient client;
    private final NetworkManagerListener listener;
    private final Duration loadTimeout;
    private final boolean autoCreatePlayer;
    private final SceneQueue queue;
    private final ToldScenes told = new ToldScenes();
    private boolean open;
    private boolean wantsPlayer;

    ClientScenes(
            NetworkManager manager,
            NetworkClient client,
            NetworkManagerListener listener,
            SceneLoader loader,
            Duration loadTimeout,
            boolean autoCreatePlayer) {
        this.manager = manager;
        this.client = client;
        this.listener = listener;
        this.loadTimeout = loadTimeout;
        this.autoCreatePlayer = autoCreatePlayer;
        this.queue = new SceneQueue(client, loader, this);
    }

    String scene() {
        return told.scene();
    }

    boolean isLoading() {
        return !queue.isIdle();
    }

    /** A connection begins. */
    void reset() {
        queue.clear();
        told.clear();
        open = false;
        wantsPlayer = autoCreatePlayer;
    }

    void received(SceneMessage message) {
        told.add(message);
        load(message);
    }

    private void load(SceneMessage message) {
        open = false;
        patience(loadTimeout);
        if (message.operation() == SceneOperation.NORMAL) {
            wantsPlayer = autoCreatePlayer;
        }
        queue.add(message);
        queue.next();
    }

    /** The connection goes on: what was said about scenes meanwhile, and shortly before, may be lost. */
    void resumed() {
        told.restart();
        open = false;
    }

    /** What was said, all in all. */
    void summed(ScenesMessage scenes) {
        for (SceneMessage missing : told.missing(scenes)) {
            load(missing);
        }
        wantsPlayer = autoCreatePlayer && !scenes.playerHeard();
        if (queue.isIdle()) {
            client.send(new ScenesLoadedMessage(told.messages()));
        }
    }

    void opened() {
        open = true;
        readyIfLoaded();
    }

    void customDone() {
        if (!queue.customDone()) {
            throw new IllegalStateException("No scene with custom handling is being loaded; call sceneLoaded() once"
                    + " after onClientChangeScene(…, customHandling = true).");
        }
    }

    @Override
    public void begins(SceneMessage step) {
        GameCode.run(
                client,
                () -> listener.onClientChangeScene(manager, step.scene(), step.operation(), step.customHandling()));
    }

    @Override
    public void finished(SceneMessage step) {
        try {
            listener.onClientSceneChanged(manager, step.scene(), step.operation());
        } finally { // what a listener throws keeps nobody out
            if (queue.isIdle()) {
                client.send(new ScenesLoadedMessage(told.messages()));
                readyIfLoaded();
            }
        }
    }

    @Override
    public void failed(SceneMessage step, Throwable e) {
        queue.clear();
        client.disconnect("The scene '" + step.scene() + "' could not be loaded: " + e);
    }

    private void readyIfLoaded() {
        NetworkConnection connection = client.connection();
        if (!open || !queue.isIdle() || connection == null || !connection.isOpen()) {
            return;
        }
        patience(null);
        if (!client.isReady()) {
            client.ready();
        }
        if (wantsPlayer) { // a player that is here may be a copy of one that is gone
            client.send(new AddPlayerMessage()); // a server that has one for this client does not listen
        }
        wantsPlayer = false;
    }

    private void patience(@Nullable Duration timeout) {
        NetworkConnection connection = client.connection();
        if (connection != null) {
            connection.idleTimeout(timeout);
        }
    }
}
