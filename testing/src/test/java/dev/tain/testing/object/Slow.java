package dev.tain.testing.object;

import dev.tain.annotation.SyncSettings;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.SyncList;

/** What is sent a few times a second only. */
@SyncSettings(intervalMillis = 250)
class Slow extends NetworkBehaviour {
    @SyncVar
    int value;

    final SyncList<Integer> values = new SyncList<>();
}
