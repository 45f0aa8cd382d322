package dev.tain.house.guide;

import dev.tain.object.NetworkBehaviour;

/** A behaviour that wants something in its constructor. */
public class Flag extends NetworkBehaviour {
    final Stage.Arena arena;

    Flag(Stage.Arena arena) {
        this.arena = arena;
    }
}
