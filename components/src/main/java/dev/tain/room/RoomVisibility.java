package dev.tain.room;

/** How clients get into a room. */
public enum RoomVisibility {
    /** It is listed, and whoever likes to may join while there is room. */
    LISTED,
    /** It is not listed; who knows its code may join. */
    BY_CODE,
    /** It is not listed and has no code; the server's game lets clients in. */
    PRIVATE
}
