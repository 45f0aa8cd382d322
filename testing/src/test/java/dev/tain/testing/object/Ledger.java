package dev.tain.testing.object;

import dev.tain.annotation.SyncDirection;
import dev.tain.annotation.SyncSettings;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** What its owner's client decides, partly by bytes of its own. */
@SyncSettings(direction = SyncDirection.CLIENT_TO_SERVER)
class Ledger extends NetworkBehaviour {
    @SyncVar
    int page;

    int coins;

    @Override
    protected void onSerialize(NetworkWriter writer, boolean initial) {
        writer.writeVarInt(coins);
    }

    @Override
    protected void onDeserialize(NetworkReader reader, boolean initial) {
        coins = reader.readVarInt();
    }

    @Override
    protected boolean acceptClientState() {
        return coins < 1000;
    }
}
