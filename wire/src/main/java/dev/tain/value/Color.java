package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A colour of four floats, usually 0 to 1; 16 bytes. */
public record Color(float r, float g, float b, float a) {

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeFloat(r);
        writer.writeFloat(g);
        writer.writeFloat(b);
        writer.writeFloat(a);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Color deserialize(NetworkReader reader) {
        return new Color(reader.readFloat(), reader.readFloat(), reader.readFloat(), reader.readFloat());
    }
}
