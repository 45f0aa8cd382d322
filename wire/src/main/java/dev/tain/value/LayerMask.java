package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/**
 * A set of up to 16 layers, one bit each; 2 bytes.
 *
 * @param bits 0 to 65535: Mirror carries the lower 16 layers only, and so does this
 */
public record LayerMask(int bits) {
    public LayerMask {
        if (bits >>> 16 != 0) {
            throw new IllegalArgumentException("Layer mask 0x" + Integer.toHexString(bits)
                    + " uses layers above 15, which do not travel. Send an int instead.");
        }
    }

    /** Appends the mask as two bytes. */
    public void serialize(NetworkWriter writer) {
        writer.writeShort(bits);
    }

    /** Reads what {@link #serialize} wrote. */
    public static LayerMask deserialize(NetworkReader reader) {
        return new LayerMask(reader.readUnsignedShort());
    }
}
