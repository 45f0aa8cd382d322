package dev.tain.wire;

/**
 * How one type is written and read. The annotation processor writes one for every message; a game writes one by hand
 * for a type it does not own, and marks it with {@code @CodecFor} so that generated code uses it.
 *
 * <p>A codec has no state: one instance serves every connection. {@code read} must consume exactly the bytes that
 * {@code write} produced, and must not trust them: take counts through
 * {@link NetworkReader#readCount(int)}, which checks them before memory is taken.
 */
public interface Codec<T> {
    /** Appends {@code value} to {@code writer}. */
    void write(NetworkWriter writer, T value);

    /**
     * Reads one value.
     *
     * @throws MalformedMessageException if the bytes are not what {@link #write} would have produced
     */
    T read(NetworkReader reader);
}
