package dev.tain.room;

import dev.tain.annotation.Command;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a {@link Room}: in which place, and whether ready to begin. A game extends it by what it shows there, such as
 * a name and a colour, and makes it a behaviour of the prefab it names with {@code roomPlayerPrefab}.
 */
public class RoomPlayer extends NetworkBehaviour {
    /** On the server: where it belongs. */
    @Nullable
    Room room;

    @SyncVar(hook = "readyToBeginChanged")
    protected boolean readyToBegin;

    @SyncVar(hook = "placeChanged")
    protected int place;

    /** Whether the player is ready to begin. */
    public final boolean isReadyToBegin() {
        return readyToBegin;
    }

    /** Its place in the room, from 0; those behind move up when somebody leaves. */
    public final int place() {
        return place;
    }

    /** Called on its owner's client: says that the player is ready to begin, or not yet. Once the game has begun, nothing. */
    @Command
    public void changeReadyState(boolean ready) {
        if (room != null && !room.isPlaying() && readyToBegin != ready) {
            readyToBegin = ready;
            room.readinessChanged();
        }
    }

    /** On a client, when the player became ready to begin, or is so no longer. */
    protected void readyToBeginChanged(boolean before, boolean now) {}

    /** On a client, when the player moved up. */
    protected void placeChanged(int before, int now) {}

    void enter(Room room, int place) {
        this.room = room;
        this.place = place;
    }

    void place(int place) {
        this.place = place;
    }

    void notReady() {
        readyToBegin = false;
    }
}
