package dev.tain.connection;

import java.util.Objects;

/** Where the bytes of a transfer come from, on the thread that ticks: as fast as memory, so not from a slow disk. */
public interface BulkSource {
    /**
     * Reads the next bytes.
     *
     * @return how many, 1 to {@code length}; anything else, or an exception, ends the transfer with
     *     {@link BulkEnd.Kind#FAILED}
     */
    int read(byte[] target, int offset, int length) throws Exception;

    /** The transfer is over, however it ended. Called once. */
    default void close() throws Exception {}

    /** The bytes of an array, which is not copied: leave it alone until the transfer is over. */
    static BulkSource of(byte[] bytes) {
        Objects.requireNonNull(bytes);
        return new BulkSource() {
            private int position;

            @Override
            public int read(byte[] target, int offset, int length) {
                int count = Math.min(length, bytes.length - position);
                System.arraycopy(bytes, position, target, offset, count);
                position += count;
                return count;
            }
        };
    }
}
