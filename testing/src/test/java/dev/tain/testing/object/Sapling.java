package dev.tain.testing.object;

import dev.tain.annotation.SyncSettings;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.Visibility;

/** A marked behaviour that does much when it is spawned. */
@SyncSettings(marked = true)
class Sapling extends NetworkBehaviour {
    @SyncVar
    int leaves;

    @SyncVar
    String name = "";

    @Override
    protected void onStartServer() {
        leaves = 5;
        markChanged();
        identity().visibility(Visibility.SHOWN);
        leaves = 7;
    }
}
