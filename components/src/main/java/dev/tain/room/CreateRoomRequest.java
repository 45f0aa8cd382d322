package dev.tain.room;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkRequest;

/** From a client: open a room, {@link RoomVisibility#LISTED} or {@link RoomVisibility#BY_CODE}, and let me in. */
public record CreateRoomRequest(@MaxSize(64) String name, RoomVisibility visibility, int playersMax)
        implements NetworkRequest<RoomJoined> {}
