package dev.tain.manager;

import dev.tain.connection.NetworkMessage;

/**
 * From a server's manager to a client's: load or unload a scene.
 *
 * @param customHandling whether the client's game does it itself, see {@link NetworkManager#sceneLoaded()}
 */
public record SceneMessage(String scene, SceneOperation operation, boolean customHandling) implements NetworkMessage {}
