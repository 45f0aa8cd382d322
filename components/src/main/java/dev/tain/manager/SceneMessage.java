package dev.tain.manager;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkMessage;

/**
 * From a server's manager to a client's: load or unload a scene.
 *
 * @param customHandling whether the client's game does it itself, see {@link NetworkManager#sceneLoaded()}
 */
public record SceneMessage(
        @MaxSize(SceneMessage.NAME_LENGTH_MAX) String scene, SceneOperation operation, boolean customHandling)
        implements NetworkMessage {
    /** Longer names are no scene's. */
    public static final int NAME_LENGTH_MAX = 200;
}
