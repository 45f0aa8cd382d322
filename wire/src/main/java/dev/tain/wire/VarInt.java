package dev.tain.wire;

/**
 * Sizes and zigzag of the variable-length integers. The first byte tells the length: 0 to 240 is the value itself,
 * 241 to 248 adds one byte, 249 two, 250 to 255 three to eight.
 *
 * <pre>
 *   0 … 240              v
 *   241 … 2 287          241 + (v-240 &gt;&gt; 8), v-240 &amp; 255
 *   2 288 … 67 823       249, v-2288 &gt;&gt; 8, v-2288 &amp; 255      (this pair is big-endian)
 *   … 2^24-1             250, 3 bytes little-endian
 *   … 2^32-1             251, 4 bytes               … 2^64-1   255, 8 bytes
 * </pre>
 *
 * <p>Source: SQLite4's variable-length integers, as Mirror writes them.
 */
public final class VarInt {
    /** The most bytes a 32-bit value takes. */
    public static final int MAX_BYTES_32 = 5;

    /** The most bytes a 64-bit value takes. */
    public static final int MAX_BYTES_64 = 9;

    private VarInt() {}

    /** Maps 0, -1, 1, -2 … to 0, 1, 2, 3 …, so that small magnitudes stay small. */
    public static int zigzag(int value) {
        return value >> 31 ^ value << 1;
    }

    /** The inverse of {@link #zigzag(int)}. */
    public static int unzigzag(int value) {
        return value >>> 1 ^ -(value & 1);
    }

    /** Maps 0, -1, 1, -2 … to 0, 1, 2, 3 …, so that small magnitudes stay small. */
    public static long zigzag(long value) {
        return value >> 63 ^ value << 1;
    }

    /** The inverse of {@link #zigzag(long)}. */
    public static long unzigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }

    /** Bytes that {@link NetworkWriter#writeVarUInt} takes for {@code value}, read as unsigned. */
    public static int sizeOfUnsigned(int value) {
        return sizeOfUnsigned(Integer.toUnsignedLong(value));
    }

    /** Bytes that {@link NetworkWriter#writeVarULong} takes for {@code value}, read as unsigned. */
    public static int sizeOfUnsigned(long value) {
        if (value >= 0 && value <= 240) {
            return 1;
        }
        if (value > 0 && value <= 2287) {
            return 2;
        }
        if (value > 0 && value <= 67823) {
            return 3;
        }
        return 1 + bytesOf(value);
    }

    /** Significant bytes of an unsigned value beyond 67 823: 3 to 8. */
    static int bytesOf(long value) {
        return (71 - Long.numberOfLeadingZeros(value)) >>> 3;
    }
}
