package dev.tain.wire;

/** Reads what a {@link BitWriter} wrote. Call {@link #finish()} before reading bytes again. */
public final class BitReader {
    private final NetworkReader reader;
    private long scratch;
    private int scratchBits;

    public BitReader(NetworkReader reader) {
        this.reader = reader;
    }

    /**
     * Reads {@code bits} bits, 0 to 32.
     *
     * @throws MalformedMessageException if the bytes end before them
     */
    public int readBits(int bits) {
        if (bits < 0 || bits > 32) {
            throw new IllegalArgumentException("Cannot read " + bits + " bits; 0 to 32 at a time.");
        }
        while (scratchBits < bits) {
            scratch |= (long) reader.readUnsignedByte() << scratchBits;
            scratchBits += 8;
        }
        int value = (int) (scratch & (1L << bits) - 1);
        scratch >>>= bits;
        scratchBits -= bits;
        return value;
    }

    public boolean readBoolean() {
        return readBits(1) != 0;
    }

    /**
     * Drops the padding of the last byte.
     *
     * @throws MalformedMessageException if the padding is not zero
     */
    public void finish() {
        if (scratch != 0) {
            throw reader.malformed("padding bits are not zero");
        }
        scratchBits = 0;
    }
}
