package dev.tain.manager;

import dev.tain.annotation.SyncMode;
import dev.tain.annotation.SyncSettings;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.SyncList;

/** What only its owner may see. */
@SyncSettings(mode = SyncMode.OWNER)
class Pack extends NetworkBehaviour {
    @SyncVar
    int coins = 5;

    final SyncList<String> secrets = new SyncList<>();
}
