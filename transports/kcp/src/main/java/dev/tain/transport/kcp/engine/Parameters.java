package dev.tain.transport.kcp.engine;

import dev.tain.transport.Channel;

/**
 * What both ends of a connection are set to; kcp2k's values, as Mirror's KcpTransport sets them, unless said otherwise.
 *
 * @param datagramBytes the largest datagram, headers of KCP included
 * @param sendWindow segments that may be under way unacknowledged
 * @param receiveWindow segments that are kept for a game that does not read, or that miss one before them
 * @param receiveBytes bytes of those segments that are kept, and one largest message more; the window that is told
 *     follows from both
 * @param intervalMillis how long an acknowledgement waits, twice at most, for data it can ride along with
 * @param fastResend a segment is sent again at once after so many later ones were acknowledged
 * @param noDelay the shortest time before a segment is sent again is 30 ms rather than 100, and grows by half rather than
 *     to the double
 * @param deadLink a segment that was sent so often without an answer ends the connection
 * @param timeoutMillis a silence that ends the connection
 * @param pingMillis how often a side says that it is there
 * @param connectMillis for how long a client tries to connect
 * @param lingerMillis for how long a side that has ended a connection waits for the acknowledgement of what it sent
 */
public record Parameters(
        int datagramBytes,
        int sendWindow,
        int receiveWindow,
        int receiveBytes,
        int intervalMillis,
        int fastResend,
        boolean noDelay,
        int deadLink,
        int timeoutMillis,
        int pingMillis,
        int connectMillis,
        int lingerMillis) {

    /** A game's message is behind one byte that says what it is. */
    static final int HEADER_BYTES = 1;

    /** kcp2k: the channel's byte and the cookie. */
    static final int PREFIX_BYTES = 5;

    /** The fragments of a message are counted down in one byte; kcp2k keeps clear of the last. */
    private static final int FRAGMENTS_MAX = 254;

    /** Mirror's. */
    public static Parameters defaults() {
        return new Parameters(1200, 4096, 4096, 4096 * 1171, 10, 2, true, 40, 10_000, 1_000, 10_000, 2_000);
    }

    /** The most bytes of one segment. */
    int segmentBytes() {
        return datagramBytes - PREFIX_BYTES - Kcp.HEAD_BYTES;
    }

    /** Segments there is room for when nothing waits. */
    int wholeWindow() {
        return Math.min(receiveWindow, receiveBytes / segmentBytes());
    }

    /** The largest message. */
    public int maxPacketBytes(Channel channel) {
        return channel == Channel.UNRELIABLE ? maxUnreliableBytes() : maxReliableBytes();
    }

    /** The largest message that takes one datagram. */
    public int batchBytes(Channel channel) {
        return channel == Channel.UNRELIABLE ? maxUnreliableBytes() : segmentBytes() - HEADER_BYTES;
    }

    public int maxReliableBytes() {
        return segmentBytes() * Math.min(receiveWindow - 1, FRAGMENTS_MAX) - HEADER_BYTES;
    }

    private int maxUnreliableBytes() {
        return datagramBytes - PREFIX_BYTES - HEADER_BYTES;
    }
}
