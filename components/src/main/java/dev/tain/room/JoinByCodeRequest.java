package dev.tain.room;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkRequest;

/** From a client: let me into the room with this code; upper and lower case are the same. */
public record JoinByCodeRequest(@MaxSize(16) String code) implements NetworkRequest<RoomJoined> {}
