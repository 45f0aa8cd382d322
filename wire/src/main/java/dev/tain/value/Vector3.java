package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A point, direction or scale in space; 12 bytes. */
public record Vector3(float x, float y, float z) {
    public static final Vector3 ZERO = new Vector3(0, 0, 0);
    public static final Vector3 ONE = new Vector3(1, 1, 1);

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeFloats(x, y, z);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Vector3 deserialize(NetworkReader reader) {
        long xy = reader.readLong();
        float z = reader.readFloat();
        return new Vector3(Floats.first(xy), Floats.second(xy), z);
    }
}
