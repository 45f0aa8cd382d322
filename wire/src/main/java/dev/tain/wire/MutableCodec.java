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

    /** Reads into an object that is there. */
    void read(NetworkReader reader, T into);

    @Override
    default T read(NetworkReader reader) {
        T value = create();
        read(reader, value);
        return value;
    }
}
