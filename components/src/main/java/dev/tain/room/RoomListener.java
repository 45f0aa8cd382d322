package dev.tain.room;

import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;

/**
 * Hears what happens to rooms, on the server, and says what a game does differently. Called on the ticking thread, in the
 * order
 *
 * <pre>
 *   room   = onRoomOpened ( onEnter | onExit | onPlayersReady | onPlayersNotReady | game )* onRoomClosed
 *   game   = onGameStarted ( createGamePlayer onGamePlayerCreated | onExit )* onReturned?
 * </pre>
 *
 * What a method that begins with {@code on} throws is reported to the server's report sink and changes nothing: who comes
 * is in, who goes is out. A member for whom {@code createGamePlayer} throws has no game player.
 */
public interface RoomListener {
    /** A room was opened; nobody is in. */
    default void onRoomOpened(Room room) {}

    /** A room was closed; nobody is in any more. */
    default void onRoomClosed(Room room) {}

    /** A client is in; its room player is made next, or once it is ready. */
    default void onEnter(Room room, NetworkConnection connection) {}

    /** A client leaves; what it owns is still there. */
    default void onExit(Room room, NetworkConnection connection) {}

    /** All players are ready to begin, and there are enough. Starts the game; a game may count down first. */
    default void onPlayersReady(Room room) {
        room.startGame();
    }

    /** All were ready to begin, and are no longer. */
    default void onPlayersNotReady(Room room) {}

    /** The game begins; the members' players are made when these have loaded. The place to spawn what belongs to it. */
    default void onGameStarted(Room room) {}

    /** Makes the object a member plays with, unspawned. Makes one of {@code gamePlayerPrefab}, at a start position. */
    default NetworkIdentity createGamePlayer(Room room, NetworkConnection connection, RoomPlayer roomPlayer) {
        NetworkIdentity player = room.rooms().instantiateGamePlayer();
        Pose start = room.rooms().manager().startPosition();
        if (start != null) {
            player.pose().set(start);
        }
        return player;
    }

    /** A member has its game player, spawned; what it chose in the room can be passed on before, in the creation. */
    default void onGamePlayerCreated(Room room, NetworkConnection connection, NetworkIdentity player) {}

    /** Everybody is back in the room; the game's objects are gone. */
    default void onReturned(Room room) {}
}
