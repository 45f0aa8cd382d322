package dev.tain.room;

import java.util.ArrayList;
import java.util.List;

/** A room player that writes down what its hooks are told. */
class Guest extends RoomPlayer {
    final List<String> log = new ArrayList<>();

    @Override
    protected void readyToBeginChanged(boolean before, boolean now) {
        log.add("ready " + now);
    }

    @Override
    protected void placeChanged(int before, int now) {
        log.add("place " + now);
    }
}
