package dev.tain.room;

import dev.tain.connection.NetworkMessage;

/** You are in no room. */
public record RoomLeft() implements NetworkMessage {}
