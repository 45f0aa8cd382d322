package dev.tain.wire;

/**
 * Fixed-width values in a byte array, least significant byte first. The one place that knows how bytes are reached;
 * why this technique, see {@code docs/decisions/0003-byte-access.md}. Bounds are the caller's business.
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

    static int getShort(byte[] b, int p) {
        return b[p] & 0xFF | (b[p + 1] & 0xFF) << 8;
    }

    static int getInt(byte[] b, int p) {
        return b[p] & 0xFF | (b[p + 1] & 0xFF) << 8 | (b[p + 2] & 0xFF) << 16 | b[p + 3] << 24;
    }

    static long getLong(byte[] b, int p) {
        return getInt(b, p) & 0xFFFFFFFFL | (long) getInt(b, p + 4) << 32;
    }

    static void putShorts(byte[] b, int p, short[] values) {
        for (int i = 0; i < values.length; i++) {
            putShort(b, p + 2 * i, values[i]);
        }
    }

    static void putChars(byte[] b, int p, char[] values) {
        for (int i = 0; i < values.length; i++) {
            putShort(b, p + 2 * i, values[i]);
        }
    }

    static void putInts(byte[] b, int p, int[] values) {
        for (int i = 0; i < values.length; i++) {
            putInt(b, p + 4 * i, values[i]);
        }
    }

    static void putLongs(byte[] b, int p, long[] values) {
        for (int i = 0; i < values.length; i++) {
            putLong(b, p + 8 * i, values[i]);
        }
    }

    static void putFloats(byte[] b, int p, float[] values) {
        for (int i = 0; i < values.length; i++) {
            putInt(b, p + 4 * i, Float.floatToRawIntBits(values[i]));
        }
    }

    static void putDoubles(byte[] b, int p, double[] values) {
        for (int i = 0; i < values.length; i++) {
            putLong(b, p + 8 * i, Double.doubleToRawLongBits(values[i]));
        }
    }

    static void getShorts(byte[] b, int p, short[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) getShort(b, p + 2 * i);
        }
    }

    static void getChars(byte[] b, int p, char[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (char) getShort(b, p + 2 * i);
        }
    }

    static void getInts(byte[] b, int p, int[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = getInt(b, p + 4 * i);
        }
    }

    static void getLongs(byte[] b, int p, long[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = getLong(b, p + 8 * i);
        }
    }

    static void getFloats(byte[] b, int p, float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(getInt(b, p + 4 * i));
        }
    }

    static void getDoubles(byte[] b, int p, double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.longBitsToDouble(getLong(b, p + 8 * i));
        }
    }
}
