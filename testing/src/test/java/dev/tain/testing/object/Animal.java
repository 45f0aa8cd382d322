package dev.tain.testing.object;

import dev.tain.annotation.SyncVar;
import dev.tain.object.SyncMap;

/** Between the base and the last. */
abstract class Animal extends Creature<String> {
    @SyncVar(hook = "hungerChanged")
    float hunger;

    final SyncMap<String, Integer> eaten = new SyncMap<>();

    void hungerChanged(float before, float now) {
        log.add("hunger " + before + " -> " + now + " at age " + age);
    }
}
