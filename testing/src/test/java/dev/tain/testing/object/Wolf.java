package dev.tain.testing.object;

import dev.tain.annotation.ClientRpc;
import dev.tain.annotation.Command;
import dev.tain.annotation.SyncVar;

/** Overrides, overloads, and calls to what is overridden. */
class Wolf extends Animal {
    @SyncVar
    int pack;

    @Override
    void ageChanged(int before, int now) {
        log.add("age " + before + " -> " + now + ", pack " + pack);
    }

    @Override
    void hungerChanged(float before, float now) {
        log.add("wolf");
        super.hungerChanged(before, now);
    }

    @Override
    @Command
    void say(String what) {
        log.add("wolf says " + what);
        super.say(what);
    }

    @Command
    void say(String what, String toWhom) {
        log.add("wolf says " + what + " to " + toWhom);
    }

    @Override
    @ClientRpc
    void wake(String how) {
        super.wake(how);
        log.add("wolf wakes " + how);
    }

    @Override
    protected void onStartClient() {
        super.onStartClient();
        log.add("wolf onStartClient");
    }
}
