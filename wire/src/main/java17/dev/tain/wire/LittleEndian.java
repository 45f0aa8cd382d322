package dev.tain.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Values of two, four and eight bytes in a byte array, least significant byte first: the version for the JVM, where a
 * constant {@code VarHandle} becomes one instruction. It does exactly what the other version does.
 */
final class LittleEndian {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    static void putShort(byte[] b, int p, int v) {
        SHORT.set(b, p, (short) v);
    }

    static void putInt(byte[] b, int p, int v) {
        INT.set(b, p, v);
    }

    static void putLong(byte[] b, int p, long v) {
        LONG.set(b, p, v);
    }

    static short getShort(byte[] b, int p) {
        return (short) SHORT.get(b, p);
    }

    static int getInt(byte[] b, int p) {
        return (int) INT.get(b, p);
    }

    static long getLong(byte[] b, int p) {
        return (long) LONG.get(b, p);
    }
}
