package dev.tain.transport.kcp.engine;

import java.util.Arrays;

/** One numbered piece of the stream, on its way out or come in. */
final class Segment {
    private static final int BYTES_FIRST = 64;

    int fragment;
    int number;
    int length;
    byte[] data = new byte[BYTES_FIRST];

    /** When it was sent last, milliseconds. */
    int sentAt;

    /** When it is sent again if nobody acknowledges it, milliseconds. */
    int resendAt;

    /** How long it waits before that, milliseconds. */
    int timeout;

    /** How often later segments were acknowledged and this one was not. */
    int skipped;

    /** How often it was sent. */
    int transmissions;

    void append(byte[] bytes, int offset, int count) {
        if (data.length < length + count) {
            data = Arrays.copyOf(data, Math.max(length + count, 2 * data.length));
        }
        System.arraycopy(bytes, offset, data, length, count);
        length += count;
    }

    void append(int oneByte) {
        if (data.length < length + 1) {
            data = Arrays.copyOf(data, 2 * data.length);
        }
        data[length++] = (byte) oneByte;
    }

    void clear() {
        fragment = 0;
        number = 0;
        length = 0;
        sentAt = 0;
        resendAt = 0;
        timeout = 0;
        skipped = 0;
        transmissions = 0;
    }
}
