package dev.tain.transport;

/**
 * The client's end of a network: packets to and from one server. Driven by the thread that ticks the client.
 *
 * <p>After {@link #connect}, as the listener sees it: {@code connected received* disconnected}, or
 * {@code disconnected} alone when there is no connection to be had. After {@link #disconnect} or {@link #abort} nothing
 * follows, and {@code connect} may be called again.
 */
public interface ClientTransport {
    /**
     * Begins to connect and returns at once.
     *
     * @throws TransportException if that is not possible on this machine at all, saying why
     */
    void connect();

    /**
     * Hands over what arrived, in order, and returns at once.
     *
     * @param nowNanos the caller's monotonic clock
     */
    void poll(long nowNanos, Listener listener);

    /**
     * Takes a packet to send. The bytes are copied; it leaves at {@link #flush} at the latest. Ignored when there is no
     * connection.
     *
     * @param channel {@link Channel#RELIABLE} or {@link Channel#UNRELIABLE}
     * @param length 1 to {@link #maxPacketBytes} of that channel
     * @throws IllegalArgumentException if the channel or the length is another
     */
    void send(Channel channel, byte[] bytes, int offset, int length);

    /** Sends what was taken since the last call. Called once, at the end of a tick. */
    void flush(long nowNanos);

    /** Bytes taken that the network has not taken yet. */
    int queuedBytes();

    /**
     * Ends the connection after what was sent before has left, or a few seconds have passed. No event follows, and no
     * further call is needed: what was not flushed is flushed by this.
     */
    void disconnect();

    /** Ends the connection at once; what is queued is lost. No event follows. */
    void abort();

    /**
     * The largest packet {@link #send} takes on this channel, at least {@link PacketBounds#PACKET_BYTES_MIN}. Answers at
     * any time.
     */
    int maxPacketBytes(Channel channel);

    /** The size up to which small messages are best gathered into one packet. Answers at any time. */
    int batchBytes(Channel channel);

    /**
     * Whether what is sent leaves the process encrypted, to a server that was checked, or does not leave it at all.
     * Answers at any time.
     */
    default boolean isEncrypted() {
        return false;
    }

    /**
     * Whether {@link #send} takes {@link Channel#BULK}, too, and carries it apart: in order among itself, never ahead of
     * the rest. If so, {@link #maxPacketBytes} and {@link #batchBytes} answer for it.
     */
    default boolean hasBulkLane() {
        return false;
    }

    /** The smoothed round-trip time that the transport knows of its own acknowledgements; negative if it has none. */
    default long roundTripNanos() {
        return -1;
    }

    /** What {@link #poll} tells. The byte array is valid during the call only. */
    interface Listener {
        void connected(PeerAddress server);

        void received(Channel channel, byte[] bytes, int offset, int length);

        void disconnected(DisconnectReason reason, String detail);
    }
}
