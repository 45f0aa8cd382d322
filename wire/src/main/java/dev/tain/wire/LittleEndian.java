package dev.tain.wire;

/**
 * Values of two, four and eight bytes in a byte array, least significant byte first. The one place that knows how they
 * are reached: this is the version for any Java, browsers included; the jar holds another for the JVM, in
 * {@code src/main/java17}. Why, see {@code docs/decisions/0003-byte-access.md}.
 */
final class LittleEndian {
    private LittleEndian() {}

    static void putShort(byte[] b, int p, int v) {
        b[p] = (byte) v;
        b[p + 1] = (byte) (v >>> 8);
    }

    static void putInt(byte[] b, int p, int v) {
        b[p] = (byte) v;
        b[p + 1] = (byte) (v >>> 8);
        b[p + 2] = (byte) (v >>> 16);
        b[p + 3] = (byte) (v >>> 24);
    }

    static void putLong(byte[] b, int p, long v) {
        putInt(b, p, (int) v);
        putInt(b, p + 4, (int) (v >>> 32));
    }

    static short getShort(byte[] b, int p) {
        return (short) (b[p] & 0xFF | b[p + 1] << 8);
    }

    static int getInt(byte[] b, int p) {
        return b[p] & 0xFF | (b[p + 1] & 0xFF) << 8 | (b[p + 2] & 0xFF) << 16 | b[p + 3] << 24;
    }

    static long getLong(byte[] b, int p) {
        return getInt(b, p) & 0xFFFFFFFFL | (long) getInt(b, p + 4) << 32;
    }
}
