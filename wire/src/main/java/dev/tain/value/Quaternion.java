package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A rotation; 16 bytes. Not normalised for you. */
public record Quaternion(float x, float y, float z, float w) {
    public static final Quaternion IDENTITY = new Quaternion(0, 0, 0, 1);

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeLong(Floats.pair(x, y));
        writer.writeLong(Floats.pair(z, w));
    }

    /** Reads what {@link #serialize} wrote. */
    public static Quaternion deserialize(NetworkReader reader) {
        long xy = reader.readLong();
        long zw = reader.readLong();
        return new Quaternion(Floats.first(xy), Floats.second(xy), Floats.first(zw), Floats.second(zw));
    }
}
