package dev.tain.testing.object;

import dev.tain.annotation.ClientRpc;
import dev.tain.annotation.Command;
import dev.tain.annotation.SyncVar;
import dev.tain.annotation.TargetRpc;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.SyncList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A base class with something of everything that a subclass may change. */
abstract class Creature<S> extends NetworkBehaviour {
    @SyncVar(hook = "ageChanged")
    int age;

    final SyncList<String> traits = new SyncList<>();

    final List<String> log = new ArrayList<>();

    abstract void ageChanged(int before, int now);

    @Command
    void say(S what) {
        log.add("base say " + what);
    }

    @Command(requiresAuthority = false)
    void say(S what, int times) {
        log.add("base say " + what + " " + times + " times");
    }

    @ClientRpc
    void wake(S how) {
        log.add("base wake " + how);
    }

    @TargetRpc
    void nudge(@Nullable NetworkConnection target, S how) {
        log.add("base nudge " + how);
    }

    @Override
    protected void onStartClient() {
        log.add("base onStartClient");
    }

    @Override
    protected void onTick() {}
}
