package dev.tain.connection;

import java.util.Arrays;

/** A sink that keeps what it is given in memory, which grows with what arrives, not with what was announced. */
public final class BulkBytes implements BulkSink {
    private byte[] bytes = new byte[0];
    private int size;

    @Override
    public void write(byte[] source, int offset, int length) {
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, (int) Math.min(2L * size, Integer.MAX_VALUE - 8)));
        }
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    @Override
    public void aborted() {
        bytes = new byte[0];
        size = 0;
    }

    /** A copy of what arrived so far; nothing after a transfer that failed. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
