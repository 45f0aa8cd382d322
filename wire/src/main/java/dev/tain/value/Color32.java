package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A colour of four bytes, each 0 to 255 when read as unsigned; 4 bytes. */
public record Color32(byte r, byte g, byte b, byte a) {

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeByte(r);
        writer.writeByte(g);
        writer.writeByte(b);
        writer.writeByte(a);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Color32 deserialize(NetworkReader reader) {
        int rgba = reader.readInt();
        return new Color32((byte) rgba, (byte) (rgba >> 8), (byte) (rgba >> 16), (byte) (rgba >> 24));
    }
}
