package dev.tain.transport;

import java.net.URI;
import java.util.List;

/**
 * The server's end of a network: packets to and from numbered connections. Driven by one thread, the one that ticks
 * the server; a transport with threads of its own hands over what they produced in {@link #poll}.
 *
 * <p>The life of one connection, as the listener sees it:
 *
 * <pre>
 *   connected  received*  disconnected
 * </pre>
 *
 * {@code disconnected} is left out when this side ended the connection. Ids start at 1, and one {@code start} never
 * gives the same id twice.
 *
 * <p>Every transport passes {@code TransportContractTest} of {@code tain-testing}.
 */
public interface ServerTransport {
    /**
     * Begins to listen. May be called again after {@link #stop()}.
     *
     * @throws TransportException if that is not possible, saying why
     */
    void start();

    /**
     * Hands over what arrived, in order per connection, and returns at once.
     *
     * @param nowNanos the caller's monotonic clock
     */
    void poll(long nowNanos, Listener listener);

    /**
     * Takes a packet to send. The bytes are copied. It may leave at once or at {@link #flush}; unknown and ended ids
     * are ignored, as an honest race can produce them.
     *
     * @param channel {@link Channel#RELIABLE} or {@link Channel#UNRELIABLE}
     * @param length 1 to {@link #maxPacketBytes} of that channel
     * @throws IllegalArgumentException if the channel or the length is another
     */
    void send(int connectionId, Channel channel, byte[] bytes, int offset, int length);

    /** Sends what was taken since the last call. Called once, at the end of a tick. */
    void flush(long nowNanos);

    /** Bytes taken for this connection that the network has not taken yet; 0 for unknown ids. */
    int queuedBytes(int connectionId);

    /** Ends a connection after what was sent before has left, or a few seconds have passed. No event follows. */
    void disconnect(int connectionId);

    /** Ends a connection at once; what is queued is lost. No event follows. */
    void abort(int connectionId);

    /**
     * The largest packet {@link #send} takes on this channel, at least {@link PacketBounds#PACKET_BYTES_MIN}. Answers at
     * any time.
     */
    int maxPacketBytes(Channel channel);

    /** The size up to which small messages are best gathered into one packet. Answers at any time. */
    int batchBytes(Channel channel);

    /**
     * The same for one connection, which may be better served with more where several transports are one.
     *
     * @return at most {@link #maxPacketBytes}; for unknown ids, as for all
     */
    default int batchBytes(int connectionId, Channel channel) {
        return batchBytes(channel);
    }

    /**
     * Whether what is sent to this connection leaves the process encrypted, or does not leave it at all; false for
     * unknown ids.
     */
    default boolean isEncrypted(int connectionId) {
        return false;
    }

    /**
     * Whether {@link #send} takes {@link Channel#BULK} for this connection, too, and carries it apart: in order among
     * itself, never ahead of the rest. If so, {@link #maxPacketBytes} and {@link #batchBytes} answer for it.
     */
    default boolean hasBulkLane(int connectionId) {
        return false;
    }

    /**
     * The smoothed round-trip time that the transport knows of its own acknowledgements; negative if it has none, and for
     * unknown ids.
     */
    default long roundTripNanos(int connectionId) {
        return -1;
    }

    /** Where clients connect to, with the real port if any free one was asked for. */
    URI address();

    /** All places where clients connect to, {@link #address()} first. */
    default List<URI> addresses() {
        return List.of(address());
    }

    /**
     * Ends every connection and frees everything. What was sent before, flushed or not, is given a moment to leave; no
     * further call is needed.
     */
    void stop();

    /** What {@link #poll} tells. The byte array is valid during the call only. */
    interface Listener {
        void connected(int connectionId, PeerAddress address);

        void received(int connectionId, Channel channel, byte[] bytes, int offset, int length);

        void disconnected(int connectionId, DisconnectReason reason, String detail);
    }
}
