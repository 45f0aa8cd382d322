package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A point or direction in the plane; 8 bytes. */
public record Vector2(float x, float y) {
    public static final Vector2 ZERO = new Vector2(0, 0);

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeLong(Floats.pair(x, y));
    }

    /** Reads what {@link #serialize} wrote. */
    public static Vector2 deserialize(NetworkReader reader) {
        long xy = reader.readLong();
        return new Vector2(Floats.first(xy), Floats.second(xy));
    }
}
