package dev.tain.testing.object;

import dev.tain.object.NetworkBehaviour;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** What serializes itself. */
class Drawing extends NetworkBehaviour {
    int[] pixels = new int[0];

    @Override
    protected void onSerialize(NetworkWriter writer, boolean initial) {
        writer.writeIntArray(pixels);
    }

    @Override
    protected void onDeserialize(NetworkReader reader, boolean initial) {
        pixels = reader.readIntArray();
    }
}
