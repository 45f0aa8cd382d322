package dev.tain.manager;

import dev.tain.connection.NetworkMessage;

/** From a server's manager to a client's: the server has its scenes loaded; be ready as soon as you have yours. */
public record SceneOpenMessage() implements NetworkMessage {}
