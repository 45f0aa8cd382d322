package dev.tain.testing.object;

import dev.tain.object.NetworkBehaviour;
import java.util.List;

/** Writes down how it ends, and does what it is told to when it does. */
class Phoenix extends NetworkBehaviour {
    private final List<String> journal;
    private final Runnable whenStopped;

    Phoenix(List<String> journal, Runnable whenStopped) {
        this.journal = journal;
        this.whenStopped = whenStopped;
    }

    @Override
    protected void onStopClient() {
        journal.add("onStopClient " + identity().netId());
        whenStopped.run();
    }

    @Override
    protected void onStopAuthority() {
        journal.add("onStopAuthority " + identity().netId());
    }

    @Override
    protected void onTick() {}
}
