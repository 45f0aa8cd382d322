package dev.tain.transport.kcp.engine;

import java.util.ArrayList;

/**
 * What the connections of one engine share, so that a steady stream allocates nothing and a connection that is quiet
 * costs little: segments nobody uses, and the array in which datagrams are written, one at a time.
 */
final class SegmentPool {
    private static final int KEPT_MAX = 4096;

    private final ArrayList<Segment> free = new ArrayList<>();
    private final byte[] datagram;

    SegmentPool(Parameters parameters) {
        datagram = new byte[parameters.datagramBytes()];
    }

    byte[] datagram() {
        return datagram;
    }

    Segment take() {
        return free.isEmpty() ? new Segment() : free.remove(free.size() - 1);
    }

    void give(Segment segment) {
        if (free.size() < KEPT_MAX) {
            segment.clear();
            free.add(segment);
        }
    }
}
