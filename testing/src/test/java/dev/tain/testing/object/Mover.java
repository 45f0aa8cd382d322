package dev.tain.testing.object;

import dev.tain.annotation.SyncDirection;
import dev.tain.annotation.SyncSettings;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.SyncList;
import java.util.ArrayList;
import java.util.List;

/** What its owner's client decides. */
@SyncSettings(direction = SyncDirection.CLIENT_TO_SERVER)
class Mover extends NetworkBehaviour {
    @SyncVar(hook = "movedTo")
    float x;

    final SyncList<Integer> steps = new SyncList<>();
    final List<String> log = new ArrayList<>();

    void movedTo(float before, float now) {
        log.add(before + " -> " + now);
    }

    @Override
    protected boolean acceptClientState() {
        return x < 1000;
    }
}
