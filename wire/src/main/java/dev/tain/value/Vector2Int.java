package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A cell of a plane grid; 8 bytes. */
public record Vector2Int(int x, int y) {

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeInt(x);
        writer.writeInt(y);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Vector2Int deserialize(NetworkReader reader) {
        return new Vector2Int(reader.readInt(), reader.readInt());
    }
}
