package dev.tain.testing.object;

import dev.tain.annotation.Command;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;

/** A number, and nothing that makes garbage. */
class Lamp extends NetworkBehaviour {
    @SyncVar
    int light;

    @SyncVar
    float warmth;

    @Command
    void dim(int by) {
        light -= by;
    }
}
