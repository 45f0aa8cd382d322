package dev.tain.wire;

/**
 * The ASCII beginning of a string into a byte array: the version for the JVM, where looking first and copying in bulk is
 * faster. It does exactly what the other version does.
 */
final class Ascii {
    private Ascii() {}

    /** Copies characters up to the first that is not ASCII; returns how many. Bounds are the caller's business. */
    @SuppressWarnings("deprecation") // it takes the low byte of each character, which is all there is of ASCII
    static int copy(String value, byte[] b, int p) {
        int length = value.length();
        int all = 0;
        for (int i = 0; i < length; i++) {
            all |= value.charAt(i);
        }
        if (all < 0x80) {
            value.getBytes(0, length, b, p);
            return length;
        }
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
