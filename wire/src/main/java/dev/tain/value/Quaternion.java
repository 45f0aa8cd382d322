package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A rotation; 16 bytes. Not normalised for you. */
public record Quaternion(float x, float y, float z, float w) {
    public static final Quaternion IDENTITY = new Quaternion(0, 0, 0, 1);

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeFloat(x);
        writer.writeFloat(y);
        writer.writeFloat(z);
        writer.writeFloat(w);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Quaternion deserialize(NetworkReader reader) {
        return new Quaternion(reader.readFloat(), reader.readFloat(), reader.readFloat(), reader.readFloat());
    }
}
