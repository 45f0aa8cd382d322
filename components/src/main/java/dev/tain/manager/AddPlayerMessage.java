package dev.tain.manager;

import dev.tain.connection.NetworkMessage;

/** From a client's manager to a server's: I am ready and would like a player. */
public record AddPlayerMessage() implements NetworkMessage {}
