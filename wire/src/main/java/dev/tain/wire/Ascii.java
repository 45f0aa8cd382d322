package dev.tain.wire;

/**
 * The ASCII beginning of a string into a byte array: the version for any Java, browsers included; the jar holds another
 * for the JVM, in {@code src/main/java17}. Why, see {@code docs/decisions/0003-byte-access.md}.
 */
final class Ascii {
    private Ascii() {}

    /** Copies characters up to the first that is not ASCII; returns how many. Bounds are the caller's business. */
    static int copy(String value, byte[] b, int p) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                return i;
            }
            b[p + i] = (byte) c;
        }
        return length;
    }
}
