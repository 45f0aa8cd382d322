package dev.tain.room;

import dev.tain.annotation.MaxSize;

/**
 * What a client learns of a room.
 *
 * @param id its number on the server
 * @param players how many are in
 * @param playersMax how many may be in
 * @param playing whether the game has begun
 */
public record RoomInfo(int id, @MaxSize(64) String name, int players, int playersMax, boolean playing) {}
