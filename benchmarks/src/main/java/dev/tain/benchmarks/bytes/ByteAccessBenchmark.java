package dev.tain.benchmarks.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * {@code mixed}: eight times a short, an int and a long, written and read one after another. {@code bulk}: 64 ints,
 * written and read. {@code ascii}: 32 characters, written. VarHandle is here as the limit: a browser has none.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ByteAccessBenchmark {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] array = new byte[1024];
    private final ByteBuffer buffer = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    private final IntBuffer[] views = views();
    private final int[] ints = ints();
    private final int[] target = new int[64];
    private String text = "What the glass shows, the tain m";
    private int seed = 77;
    private int start = 3;

    private IntBuffer[] views() {
        IntBuffer[] result = new IntBuffer[4];
        for (int i = 0; i < 4; i++) {
            result[i] = ByteBuffer.wrap(array, i, array.length - i)
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer();
        }
        return result;
    }

    private static int[] ints() {
        int[] values = new int[64];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 77777;
        }
        return values;
    }

    // ---------------------------------------------------------------- mixed

    private static void putInt(byte[] b, int p, int v) {
        b[p] = (byte) v;
        b[p + 1] = (byte) (v >>> 8);
        b[p + 2] = (byte) (v >>> 16);
        b[p + 3] = (byte) (v >>> 24);
    }

    private static int getInt(byte[] b, int p) {
        return (b[p] & 0xFF) | (b[p + 1] & 0xFF) << 8 | (b[p + 2] & 0xFF) << 16 | b[p + 3] << 24;
    }

    @Benchmark
    public long mixedShift() {
        int p = start;
        int v = seed;
        for (int i = 0; i < 8; i++) {
            array[p] = (byte) v;
            array[p + 1] = (byte) (v >>> 8);
            putInt(array, p + 2, v + i);
            putInt(array, p + 6, v);
            putInt(array, p + 10, i);
            p += 14;
        }
        p = start;
        long sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += (array[p] & 0xFF) | (array[p + 1] & 0xFF) << 8;
            sum += getInt(array, p + 2);
            sum += (getInt(array, p + 6) & 0xFFFFFFFFL) | (long) getInt(array, p + 10) << 32;
            p += 14;
        }
        return sum;
    }

    @Benchmark
    public long mixedByteBuffer() {
        int p = start;
        int v = seed;
        for (int i = 0; i < 8; i++) {
            buffer.putShort(p, (short) v);
            buffer.putInt(p + 2, v + i);
            buffer.putLong(p + 6, (long) i << 32 | v);
            p += 14;
        }
        p = start;
        long sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += buffer.getShort(p) & 0xFFFF;
            sum += buffer.getInt(p + 2);
            sum += buffer.getLong(p + 6);
            p += 14;
        }
        return sum;
    }

    @Benchmark
    public long mixedVarHandle() {
        int p = start;
        int v = seed;
        for (int i = 0; i < 8; i++) {
            SHORT.set(array, p, (short) v);
            INT.set(array, p + 2, v + i);
            LONG.set(array, p + 6, (long) i << 32 | v);
            p += 14;
        }
        p = start;
        long sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += (short) SHORT.get(array, p) & 0xFFFF;
            sum += (int) INT.get(array, p + 2);
            sum += (long) LONG.get(array, p + 6);
            p += 14;
        }
        return sum;
    }

    // ---------------------------------------------------------------- bulk

    @Benchmark
    public int bulkShift() {
        int p = start;
        for (int i = 0; i < ints.length; i++) {
            putInt(array, p + 4 * i, ints[i]);
        }
        for (int i = 0; i < target.length; i++) {
            target[i] = getInt(array, p + 4 * i);
        }
        return target[5];
    }

    @Benchmark
    public int bulkByteBufferLoop() {
        int p = start;
        for (int i = 0; i < ints.length; i++) {
            buffer.putInt(p + 4 * i, ints[i]);
        }
        for (int i = 0; i < target.length; i++) {
            target[i] = buffer.getInt(p + 4 * i);
        }
        return target[5];
    }

    @Benchmark
    public int bulkFreshView() {
        buffer.position(start);
        buffer.asIntBuffer().put(ints);
        buffer.asIntBuffer().get(target);
        return target[5];
    }

    @Benchmark
    public int bulkKeptView() {
        IntBuffer view = views[start & 3];
        view.put(start >>> 2, ints);
        view.get(start >>> 2, target);
        return target[5];
    }

    @Benchmark
    public int bulkVarHandle() {
        int p = start;
        for (int i = 0; i < ints.length; i++) {
            INT.set(array, p + 4 * i, ints[i]);
        }
        for (int i = 0; i < target.length; i++) {
            target[i] = (int) INT.get(array, p + 4 * i);
        }
        return target[5];
    }

    // ---------------------------------------------------------------- ascii

    @Benchmark
    public int asciiLoop() {
        int p = start;
        String value = text;
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                return -1;
            }
            array[p + i] = (byte) c;
        }
        return p;
    }

    @Benchmark
    @SuppressWarnings("deprecation")
    public int asciiCheckThenCopy() {
        String value = text;
        int length = value.length();
        int all = 0;
        for (int i = 0; i < length; i++) {
            all |= value.charAt(i);
        }
        if (all >= 0x80) {
            return -1;
        }
        value.getBytes(0, length, array, start);
        return start;
    }
}
