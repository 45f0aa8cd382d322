package dev.tain.manager;

import dev.tain.connection.NetworkMessage;

/**
 * From a client's manager to a server's: nothing is left to load.
 *
 * @param messages how many {@link SceneMessage}s had come by then
 */
public record ScenesLoadedMessage(int messages) implements NetworkMessage {}
