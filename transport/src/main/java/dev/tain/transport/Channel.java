package dev.tain.transport;

/**
 * What a message is promised on its way. There is no order between channels.
 *
 * <p>A transport without loss of its own (TCP, WebSocket) carries all of them on its one stream; what a channel
 * promises still holds.
 */
public enum Channel {
    /** Arrives once and in the order sent, or the connection ends with a reason. The default. */
    RELIABLE,

    /** Arrives once, or twice, or never, in any order. At most one packet in size. */
    UNRELIABLE,

    /**
     * As {@link #UNRELIABLE}, but never goes back: what arrives after something newer of this channel is dropped. The
     * session numbers these packets; a transport only ever sees the other two.
     */
    SEQUENCED
}
