package dev.tain.benchmarks.sync;

import dev.tain.annotation.SyncSettings;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import dev.tain.value.Vector3;

/** One of three kinds of objects that say themselves when they changed. */
@SyncSettings(marked = true)
public class MarkedOrc extends NetworkBehaviour implements Changing {
    @SyncVar
    int health = 100;

    @SyncVar
    float speed = 1;

    @SyncVar
    Vector3 position = Vector3.ZERO;

    @SyncVar
    String name = "Orc";

    @SyncVar
    byte state;

    @Override
    public void change(int health, Vector3 position) {
        this.health = health;
        this.position = position;
        markChanged();
    }
}
