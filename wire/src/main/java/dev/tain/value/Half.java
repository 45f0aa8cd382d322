package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/**
 * A 16-bit float (IEEE 754 binary16): 11 significant bits, largest value 65504; 2 bytes.
 *
 * @param bits the 16 bits as they travel
 */
public record Half(short bits) {
    /** The nearest half to {@code value}, ties to even; beyond 65504 it becomes infinite. */
    public static Half of(float value) {
        int f = Float.floatToRawIntBits(value);
        int sign = f >>> 16 & 0x8000;
        int magnitude = f & 0x7FFFFFFF;
        int half;
        if (magnitude > 0x7F800000) {
            half = 0x7E00; // NaN
        } else if (magnitude >= 0x477FF000) {
            half = 0x7C00; // rounds to infinity
        } else if (magnitude >= 0x38800000) {
            int rounded = magnitude + 0xFFF + (magnitude >>> 13 & 1);
            half = (rounded - 0x38000000) >>> 13;
        } else {
            // Subnormal: in units of 2^-24, which a float multiplication yields exactly before rounding to even.
            half = (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24f);
        }
        return new Half((short) (sign | half));
    }

    /** The same value as a float. */
    public float toFloat() {
        int exponent = bits >>> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else if (exponent == 31) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Float.intBitsToFloat(exponent + 112 << 23 | fraction << 13);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    /** Appends the bits. */
    public void serialize(NetworkWriter writer) {
        writer.writeShort(bits);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Half deserialize(NetworkReader reader) {
        return new Half(reader.readShort());
    }
}
