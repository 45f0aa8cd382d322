package dev.tain.testing.object;

import dev.tain.annotation.SyncSettings;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;

/** What says itself that it changed. */
@SyncSettings(marked = true)
class Rock extends NetworkBehaviour {
    @SyncVar
    int moss;

    int ticks;

    @Override
    protected void onTick() {
        ticks++;
    }
}
