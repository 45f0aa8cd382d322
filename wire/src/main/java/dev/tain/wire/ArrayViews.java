package dev.tain.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Copies whole arrays of primitives into and out of a byte array, at any position, least significant byte first.
 *
 * <p>An {@code IntBuffer} over bytes copies in bulk, but only at multiples of its element from where it begins, and
 * making one is garbage. So there is one for each remainder of the position, made when first needed and kept: at most
 * four for ints, eight for longs. Bounds are the caller's business.
 */
final class ArrayViews {
    private final byte[] array;
    private final @Nullable ShortBuffer[] shorts = new @Nullable ShortBuffer[2];
    private final @Nullable CharBuffer[] chars = new @Nullable CharBuffer[2];
    private final @Nullable IntBuffer[] ints = new @Nullable IntBuffer[4];
    private final @Nullable LongBuffer[] longs = new @Nullable LongBuffer[8];
    private final @Nullable FloatBuffer[] floats = new @Nullable FloatBuffer[4];
    private final @Nullable DoubleBuffer[] doubles = new @Nullable DoubleBuffer[8];

    ArrayViews(byte[] array) {
        this.array = array;
    }

    private ByteBuffer from(int remainder) {
        return ByteBuffer.wrap(array, remainder, array.length - remainder)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private ShortBuffer shorts(int position) {
        int remainder = position & 1;
        ShortBuffer view = shorts[remainder];
        if (view == null) {
            view = from(remainder).asShortBuffer();
            shorts[remainder] = view;
        }
        view.position(position >>> 1);
        return view;
    }

    void put(int position, short[] values) {
        if (values.length > 0) {
            shorts(position).put(values);
        }
    }

    void get(int position, short[] values) {
        if (values.length > 0) {
            shorts(position).get(values);
        }
    }

    private CharBuffer chars(int position) {
        int remainder = position & 1;
        CharBuffer view = chars[remainder];
        if (view == null) {
            view = from(remainder).asCharBuffer();
            chars[remainder] = view;
        }
        view.position(position >>> 1);
        return view;
    }

    void put(int position, char[] values) {
        if (values.length > 0) {
            chars(position).put(values);
        }
    }

    void get(int position, char[] values) {
        if (values.length > 0) {
            chars(position).get(values);
        }
    }

    private IntBuffer ints(int position) {
        int remainder = position & 3;
        IntBuffer view = ints[remainder];
        if (view == null) {
            view = from(remainder).asIntBuffer();
            ints[remainder] = view;
        }
        view.position(position >>> 2);
        return view;
    }

    void put(int position, int[] values) {
        if (values.length > 0) {
            ints(position).put(values);
        }
    }

    void get(int position, int[] values) {
        if (values.length > 0) {
            ints(position).get(values);
        }
    }

    private LongBuffer longs(int position) {
        int remainder = position & 7;
        LongBuffer view = longs[remainder];
        if (view == null) {
            view = from(remainder).asLongBuffer();
            longs[remainder] = view;
        }
        view.position(position >>> 3);
        return view;
    }

    void put(int position, long[] values) {
        if (values.length > 0) {
            longs(position).put(values);
        }
    }

    void get(int position, long[] values) {
        if (values.length > 0) {
            longs(position).get(values);
        }
    }

    private FloatBuffer floats(int position) {
        int remainder = position & 3;
        FloatBuffer view = floats[remainder];
        if (view == null) {
            view = from(remainder).asFloatBuffer();
            floats[remainder] = view;
        }
        view.position(position >>> 2);
        return view;
    }

    void put(int position, float[] values) {
        if (values.length > 0) {
            floats(position).put(values);
        }
    }

    void get(int position, float[] values) {
        if (values.length > 0) {
            floats(position).get(values);
        }
    }

    private DoubleBuffer doubles(int position) {
        int remainder = position & 7;
        DoubleBuffer view = doubles[remainder];
        if (view == null) {
            view = from(remainder).asDoubleBuffer();
            doubles[remainder] = view;
        }
        view.position(position >>> 3);
        return view;
    }

    void put(int position, double[] values) {
        if (values.length > 0) {
            doubles(position).put(values);
        }
    }

    void get(int position, double[] values) {
        if (values.length > 0) {
            doubles(position).get(values);
        }
    }
}
