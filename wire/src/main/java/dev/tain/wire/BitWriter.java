package dev.tain.wire;

/**
 * Packs values of any width, least significant bit first, and hands whole bytes to a {@link NetworkWriter}. Call
 * {@link #flush()} before writing to that writer again: it pads the last byte with zeros.
 */
public final class BitWriter {
    private final NetworkWriter writer;
    private long scratch;
    private int scratchBits;

    public BitWriter(NetworkWriter writer) {
        this.writer = writer;
    }

    /**
     * Writes the low {@code bits} bits of {@code value}.
     *
     * @param bits 0 to 32
     * @throws IllegalArgumentException if {@code bits} is out of range or {@code value} has bits above them
     */
    public void writeBits(int value, int bits) {
        if (bits < 0 || bits > 32 || bits < 32 && value >>> bits != 0) {
            throw new IllegalArgumentException(
                    "Value " + Integer.toUnsignedString(value) + " does not fit " + bits + " bits (0 to 32).");
        }
        scratch |= (value & 0xFFFFFFFFL) << scratchBits;
        scratchBits += bits;
        while (scratchBits >= 8) {
            writer.writeByte((int) scratch);
            scratch >>>= 8;
            scratchBits -= 8;
        }
    }

    public void writeBoolean(boolean value) {
        writeBits(value ? 1 : 0, 1);
    }

    /** Completes the last byte with zero bits. */
    public void flush() {
        if (scratchBits > 0) {
            writer.writeByte((int) scratch);
            scratch = 0;
            scratchBits = 0;
        }
    }
}
