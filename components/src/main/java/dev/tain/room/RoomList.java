package dev.tain.room;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkMessage;
import java.util.List;

/** The next listed rooms, by id; an empty list ends them. */
public record RoomList(@MaxSize(RoomList.PART) List<RoomInfo> rooms) implements NetworkMessage {
    /** How many come at once, at most. */
    public static final int PART = 50;
}
