package dev.tain.value;

/**
 * Two floats as one long: little-endian, eight bytes are eight bytes, and half as many steps matter in types of which a
 * packet holds hundreds. For the same reason the types here read all their components before they allocate: after an
 * allocation the compiler loads the reader's fields anew.
 */
final class Floats {
    private Floats() {}

    static long pair(float first, float second) {
        return Float.floatToRawIntBits(first) & 0xFFFFFFFFL | (long) Float.floatToRawIntBits(second) << 32;
    }

    static float first(long pair) {
        return Float.intBitsToFloat((int) pair);
    }

    static float second(long pair) {
        return Float.intBitsToFloat((int) (pair >>> 32));
    }

    static float between(float from, float to, double fraction) {
        return (float) (from + ((double) to - from) * fraction);
    }

    static boolean isNear(float a, float b, double tolerance) {
        return Math.abs((double) a - b) <= tolerance || Float.floatToIntBits(a) == Float.floatToIntBits(b);
    }
}
