package dev.tain.transport;

/** What every transport checks on a packet it is given to send: the caller's slips, told at once and in words. */
public final class PacketBounds {
    private PacketBounds() {}

    /**
     * @throws IllegalArgumentException if a transport does not carry this channel, or not a packet of this size
     * @throws IndexOutOfBoundsException if the array does not hold the packet
     */
    public static void check(Channel channel, byte[] bytes, int offset, int length, int maxPacketBytes) {
        if (channel == Channel.SEQUENCED) {
            throw new IllegalArgumentException(
                    "A transport carries RELIABLE and UNRELIABLE; the session numbers SEQUENCED packets itself.");
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
