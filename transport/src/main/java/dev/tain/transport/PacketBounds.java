package dev.tain.transport;

/** What every transport checks on a packet it is given to send: the caller's slips, told at once and in words. */
public final class PacketBounds {
    /**
     * Every transport's largest packet is at least this large. Larger messages travel in pieces, each behind a head of
     * some bytes; with packets much smaller than this there would be little but heads, or no room for anything else.
     */
    public static final int PACKET_BYTES_MIN = 256;

    private PacketBounds() {}

    /**
     * Checks a setting.
     *
     * @throws IllegalArgumentException if a largest packet of this size is too small to be of use
     */
    public static void checkMaxPacketBytes(String name, int bytes) {
        if (bytes < PACKET_BYTES_MIN) {
            throw new IllegalArgumentException(name + " is " + bytes + "; it must be at least " + PACKET_BYTES_MIN
                    + ", so that a piece of a message fits in a packet.");
        }
    }

    /**
     * Checks a packet.
     *
     * @throws IllegalArgumentException if a transport does not carry this channel, or not a packet of this size
     * @throws IndexOutOfBoundsException if the array does not hold the packet
     */
    public static void check(Channel channel, byte[] bytes, int offset, int length, int maxPacketBytes) {
        if (channel == Channel.SEQUENCED || channel == Channel.BULK) {
            throw new IllegalArgumentException("This transport carries RELIABLE and UNRELIABLE; the session numbers"
                    + " SEQUENCED packets itself, and BULK takes a lane of its own.");
        }
        if (length < 1 || length > maxPacketBytes) {
            throw new IllegalArgumentException("The packet is " + length + " bytes; " + channel + " carries 1 to "
                    + maxPacketBytes + " here. Split it, or raise the transport's maxPacketBytes.");
        }
        if (offset < 0 || offset > bytes.length - length) {
            throw new IndexOutOfBoundsException(
                    "The packet is said to be " + length + " bytes at " + offset + " of an array of " + bytes.length);
        }
    }
}
