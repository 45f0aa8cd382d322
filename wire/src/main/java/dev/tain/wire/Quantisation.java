package dev.tain.wire;

/**
 * Fractions as whole numbers of steps, and rotations in 32 bits: Mirror's, bit for bit.
 *
 * <pre>
 *   rotation   [2 bits: which component is the largest][10 bits][10 bits][10 bits: the other three, in the order x y z w]
 * </pre>
 *
 * The largest component is left out, since the length is 1, and made positive, since a rotation and its negative are the
 * same. The others lie within ±1/√2 and are spread over 0 to 1023. That is off by less than a degree.
 */
public final class Quantisation {
    private static final int BITS = 10;
    private static final int MASK = (1 << BITS) - 1;
    private static final float LIMIT = 0.707107f;
    private static final float RANGE = 1.414214f;

    private Quantisation() {}

    /**
     * How many steps a value is, rounded to the nearest, halves to the even one. What is too large is the largest there
     * is; what is not a number is 0.
     *
     * @param precision the size of a step
     * @throws IllegalArgumentException if the precision is not positive
     */
    public static long scale(double value, double precision) {
        requirePositive(precision);
        return (long) Math.rint(value / precision);
    }

    /**
     * How much so many steps are.
     *
     * @throws IllegalArgumentException if the precision is not positive
     */
    public static double unscale(long steps, double precision) {
        requirePositive(precision);
        return steps * precision;
    }

    private static void requirePositive(double precision) {
        if (!(precision > 0)) {
            throw new IllegalArgumentException("precision is " + precision + "; it takes more than 0.");
        }
    }

    /** A rotation, of any length, in 32 bits; one without a length is none at all. */
    public static int compress(float x, float y, float z, float w) {
        double length = Math.sqrt((double) x * x + (double) y * y + (double) z * z + (double) w * w);
        if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
            return compress(0, 0, 0, 1);
        }
        int largest = largest(x, y, z, w);
        float omitted = largest == 0 ? x : largest == 1 ? y : largest == 2 ? z : w;
        float scale = (float) ((omitted < 0 ? -1 : 1) / length);
        float a = largest == 0 ? y : x;
        float b = largest <= 1 ? z : y;
        float c = largest <= 2 ? w : z;
        return largest << 3 * BITS | spread(a * scale) << 2 * BITS | spread(b * scale) << BITS | spread(c * scale);
    }

    private static int largest(float x, float y, float z, float w) {
        int largest = 0;
        float size = Math.abs(x);
        if (Math.abs(y) > size) {
            largest = 1;
            size = Math.abs(y);
        }
        if (Math.abs(z) > size) {
            largest = 2;
            size = Math.abs(z);
        }
        return Math.abs(w) > size ? 3 : largest;
    }

    private static int spread(float component) {
        return Math.min(Math.max((int) ((component + LIMIT) / RANGE * MASK), 0), MASK);
    }

    /**
     * The inverse of {@link #compress}; bits that no rotation has are none at all.
     *
     * @param into takes x, y, z, w
     */
    public static void decompress(int bits, float[] into) {
        float a = gather(bits >>> 2 * BITS);
        float b = gather(bits >>> BITS);
        float c = gather(bits);
        double omitted = Math.sqrt(1 - (double) a * a - (double) b * b - (double) c * c);
        if (Double.isNaN(omitted)) {
            into[0] = 0;
            into[1] = 0;
            into[2] = 0;
            into[3] = 1;
            return;
        }
        int largest = bits >>> 3 * BITS;
        float d = (float) omitted;
        into[0] = largest == 0 ? d : a;
        into[1] = largest == 0 ? a : largest == 1 ? d : b;
        into[2] = largest <= 1 ? b : largest == 2 ? d : c;
        into[3] = largest == 3 ? d : c;
    }

    private static float gather(int bits) {
        return (float) (bits & MASK) / MASK * RANGE - LIMIT;
    }
}
