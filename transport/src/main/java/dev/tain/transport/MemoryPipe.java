package dev.tain.transport;

/**
 * One direction of a memory connection: packets in one growing byte array, each behind a word that holds its channel
 * and length. It is reused from its start whenever it ran empty, so a steady exchange allocates nothing.
 *
 * <pre>
 *   0 ........ readAt ............ flushedAt ........... writeAt
 *     polled          the receiver's           the sender's
 * </pre>
 */
final class MemoryPipe {
    private static final int HEADER_BYTES = 4;
    private static final int UNRELIABLE_BIT = 1 << 31;
    private static final int FIRST_BYTES = 1024;

    private final int bytesMax;
    private byte[] bytes = new byte[0];
    private int readAt;
    private int flushedAt;
    private int writeAt;
    private boolean draining;

    MemoryPipe(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Takes a packet; false if there is no room for it. */
    boolean offer(Channel channel, byte[] packet, int offset, int length) {
        int size = HEADER_BYTES + length;
        if (size > bytesMax - queuedBytes()) {
            return false;
        }
        makeRoom(size);
        int header = channel == Channel.RELIABLE ? length : length | UNRELIABLE_BIT;
        for (int i = 0; i < HEADER_BYTES; i++) {
            bytes[writeAt + i] = (byte) (header >>> 8 * i);
        }
        System.arraycopy(packet, offset, bytes, writeAt + HEADER_BYTES, length);
        writeAt += size;
        return true;
    }

    void flush() {
        flushedAt = writeAt;
    }

    /** Hands over what was flushed before this call, until the sink wants no more. */
    void drain(Sink sink) {
        int remaining = flushedAt - readAt; // a count, as the bytes may move when the sink sends
        draining = true;
        try {
            while (remaining > 0 && readAt < flushedAt) {
                int header = 0;
                for (int i = 0; i < HEADER_BYTES; i++) {
                    header |= (bytes[readAt + i] & 0xff) << 8 * i;
                }
                int length = header & ~UNRELIABLE_BIT;
                int at = readAt + HEADER_BYTES;
                readAt = at + length;
                remaining -= HEADER_BYTES + length;
                Channel channel = header < 0 ? Channel.UNRELIABLE : Channel.RELIABLE;
                if (!sink.packet(channel, bytes, at, length)) {
                    return;
                }
            }
        } finally {
            draining = false;
        }
    }

    /** Whether nothing that was flushed waits for the receiver. */
    boolean isDrained() {
        return readAt >= flushedAt;
    }

    int queuedBytes() {
        return writeAt - readAt;
    }

    void clear() {
        readAt = writeAt;
        flushedAt = writeAt;
    }

    private void makeRoom(int size) {
        if (size <= bytes.length - writeAt && (readAt < writeAt || draining)) {
            return;
        }
        int queued = queuedBytes();
        // A receiver that sends from within its callback may be looking at this very array: then it is left alone.
        byte[] target = bytes;
        if (size > bytes.length - queued || draining) {
            target = new byte[Math.max(FIRST_BYTES, 2 * Integer.highestOneBit(queued + size))];
        }
        System.arraycopy(bytes, readAt, target, 0, queued);
        flushedAt -= readAt;
        writeAt = queued;
        readAt = 0;
        bytes = target;
    }

    interface Sink {
        boolean packet(Channel channel, byte[] bytes, int offset, int length);
    }
}
