package dev.tain.connection;

/**
 * What went over one connection so far.
 *
 * @param packetsSent packets handed to the transport
 * @param bytesSent their bytes, without the transport's own headers
 * @param messagesSent messages in them, Tain's own included
 * @param packetsReceived packets that arrived
 * @param bytesReceived their bytes
 * @param messagesReceived messages in them, Tain's own included
 * @param sendsDropped messages sent after the end
 * @param lateDropped packets of the sequenced channel that arrived after a newer one
 * @param rateLimited messages dropped by a rate limit
 * @param unhandled messages of a known type that no handler was registered for
 */
public record ConnectionStatistics(
        long packetsSent,
        long bytesSent,
        long messagesSent,
        long packetsReceived,
        long bytesReceived,
        long messagesReceived,
        long sendsDropped,
        long lateDropped,
        long rateLimited,
        long unhandled) {}
