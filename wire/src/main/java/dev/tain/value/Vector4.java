package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** Four floats; 16 bytes. */
public record Vector4(float x, float y, float z, float w) {

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeLong(Floats.pair(x, y));
        writer.writeLong(Floats.pair(z, w));
    }

    /** Reads what {@link #serialize} wrote. */
    public static Vector4 deserialize(NetworkReader reader) {
        long xy = reader.readLong();
        long zw = reader.readLong();
        return new Vector4(Floats.first(xy), Floats.second(xy), Floats.first(zw), Floats.second(zw));
    }
}
