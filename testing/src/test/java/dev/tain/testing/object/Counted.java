package dev.tain.testing.object;

import dev.tain.annotation.SyncSettings;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** Counts how often it is written, and how often its field is looked at. */
@SyncSettings(marked = true)
class Counted extends NetworkBehaviour {
    @SyncVar
    private int value;

    int writes;
    int reads;

    int getValue() {
        reads++;
        return value;
    }

    void setValue(int value) {
        this.value = value;
    }

    int shown() {
        return value;
    }

    @Override
    protected void onSerialize(NetworkWriter writer, boolean initial) {
        writes++;
        writer.writeInt(value);
    }

    @Override
    protected void onDeserialize(NetworkReader reader, boolean initial) {
        reader.readInt();
    }
}
