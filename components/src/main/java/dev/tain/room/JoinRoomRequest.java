package dev.tain.room;

import dev.tain.connection.NetworkRequest;

/** From a client: let me into this listed room. */
public record JoinRoomRequest(int id) implements NetworkRequest<RoomJoined> {}
