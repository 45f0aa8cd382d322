package dev.tain.benchmarks.sync;

import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import dev.tain.value.Vector3;

/** One of three kinds of objects. */
public class Chest extends NetworkBehaviour implements Changing {
    @SyncVar
    int health = 100;

    @SyncVar
    float speed = 1;

    @SyncVar
    Vector3 position = Vector3.ZERO;

    @SyncVar
    String name = "Chest";

    @SyncVar
    byte state;

    @Override
    public void change(int health, Vector3 position) {
        this.health = health;
        this.position = position;
        markChanged();
    }
}
