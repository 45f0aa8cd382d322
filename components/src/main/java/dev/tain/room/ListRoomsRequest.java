package dev.tain.room;

import dev.tain.connection.NetworkRequest;

/**
 * From a client: which rooms are listed?
 *
 * @param afterId the highest id of the part that is known, 0 at first
 */
public record ListRoomsRequest(int afterId) implements NetworkRequest<RoomList> {}
