package dev.tain.room;

import dev.tain.connection.NetworkRequest;

/** From a client: I leave the room I am in. */
public record LeaveRoomRequest() implements NetworkRequest<RoomLeft> {}
