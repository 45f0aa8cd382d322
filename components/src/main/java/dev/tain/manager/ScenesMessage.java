package dev.tain.manager;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkMessage;
import java.util.List;

/**
 * From a server's manager to that of a client that came back: which scenes it was told of in all, in case that some of it
 * got lost.
 *
 * @param normals how many normal scenes it was told of
 * @param scene the last of them, or empty
 * @param customHandling whether the client's game loads that itself
 * @param additional those it was told to load besides, and has not been told to unload
 * @param playerHeard whether it was heard when it asked for a player, since the last normal scene
 */
public record ScenesMessage(
        int normals,
        @MaxSize(SceneMessage.NAME_LENGTH_MAX) String scene,
        boolean customHandling,
        List<@MaxSize(SceneMessage.NAME_LENGTH_MAX) String> additional,
        boolean playerHeard)
        implements NetworkMessage {}
