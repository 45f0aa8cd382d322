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
     * session numbers these packets; a transport sees them as UNRELIABLE.
     */
    SEQUENCED,

    /**
     * For transfers beside the game's traffic ({@code sendBulk}), not for messages: reliable and in order among
     * themselves, and never ahead of the others. A transport without a lane of its own for it never sees it: transfers
     * then travel in RELIABLE packets, as few at a time as keep the others' way short.
     */
    BULK
}
