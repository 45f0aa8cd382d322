package dev.tain.room;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkMessage;

/**
 * You are in.
 *
 * @param code for friends; empty if the room has none
 */
public record RoomJoined(RoomInfo room, @MaxSize(16) String code) implements NetworkMessage {}
