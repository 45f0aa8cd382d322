package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** Four floats; 16 bytes. */
public record Vector4(float x, float y, float z, float w) {

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeFloat(x);
        writer.writeFloat(y);
        writer.writeFloat(z);
        writer.writeFloat(w);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Vector4 deserialize(NetworkReader reader) {
        return new Vector4(reader.readFloat(), reader.readFloat(), reader.readFloat(), reader.readFloat());
    }
}
