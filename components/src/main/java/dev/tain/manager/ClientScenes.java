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
    private String scene = "";
    private int messages;
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
        return scene;
    }

    boolean isLoading() {
        return !queue.isIdle();
    }

    /** A connection begins. */
    void reset() {
        queue.clear();
        scene = "";
        messages = 0;
        open = false;
        wantsPlayer = autoCreatePlayer;
    }

    void received(SceneMessage message) {
        messages++;
        open = false;
        patience(loadTimeout);
        if (message.operation() == SceneOperation.NORMAL) {
            scene = message.scene();
            wantsPlayer = autoCreatePlayer;
        }
        queue.add(message);
        queue.next();
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
                client.send(new ScenesLoadedMessage(messages));
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
        if (wantsPlayer && client.localPlayer() == null) {
            client.send(new AddPlayerMessage());
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
