package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A cell of a grid in space; 12 bytes. */
public record Vector3Int(int x, int y, int z) {

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeInt(x);
        writer.writeInt(y);
        writer.writeInt(z);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Vector3Int deserialize(NetworkReader reader) {
        return new Vector3Int(reader.readInt(), reader.readInt(), reader.readInt());
    }
}
