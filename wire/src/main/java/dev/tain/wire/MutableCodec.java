package dev.tain.wire;

/**
 * A codec for a mutable type, such as an engine's vector, that is to be kept in step in place: it also copies and
 * compares, so that no garbage is made and a change inside the object is seen. {@link #same} must tell apart whatever
 * {@link #write} writes differently; for floating-point numbers, compare their bits.
 */
public interface MutableCodec<T> extends Codec<T> {
    /** A new object to copy into. */
    T create();

    /** Makes {@code into} equal to {@code from}. */
    void copy(T from, T into);

    /** Whether both would be written alike. */
    boolean same(T first, T second);

    /**
     * Makes {@code into} what lies on the way from one to another: 0 is the first, 1 the second, more goes on in that
     * direction. By default it is the first until the second is reached.
     */
    default void interpolate(T from, T to, double fraction, T into) {
        copy(fraction < 1 ? from : to, into);
    }

    /** Whether both differ by no more than that; by default, whether they are the same. */
    default boolean isNear(T first, T second, double tolerance) {
        return same(first, second);
    }

    /** Reads into an object that is there. */
    void read(NetworkReader reader, T into);

    @Override
    default T read(NetworkReader reader) {
        T value = create();
        read(reader, value);
        return value;
    }
}
