package dev.tain.internal.session;

import dev.tain.transport.Channel;
import dev.tain.wire.NetworkWriter;
import dev.tain.wire.VarInt;
import java.util.Arrays;

/**
 * Packets of the reliable channel that are the same for many connections, built once and handed to each transport link as
 * they are.
 *
 * <pre>
 *   [8 time]([varuint size][u16 id][body])* | [8 time]…
 * </pre>
 *
 * A message that does not fit a packet goes to {@link #rest} instead, to be sent to each connection by itself.
 */
public final class SharedPackets {
    private static final int TIME_BYTES = 8;
    private static final int ID_BYTES = 2;
    private static final int MESSAGE_BYTES = 1000;

    private final NetworkWriter bytes = new NetworkWriter(512);
    private final NetworkWriter message = new NetworkWriter(512);
    private final NetworkWriter rest = new NetworkWriter(64);
    private int[] ends = new int[4];
    private int packets;
    private int packetStart;
    private boolean open;
    private int messages;
    private int restMessages;
    private int packetBytes = 1;

    /**
     * Starts over.
     *
     * @param packetBytes how large a packet may grow
     */
    public void reset(int packetBytes) {
        this.packetBytes = packetBytes;
        bytes.reset();
        message.reset();
        rest.reset();
        packets = 0;
        open = false;
        messages = 0;
        restMessages = 0;
    }

    /** Where the body of the message under way is written. */
    public NetworkWriter message() {
        return message;
    }

    /** The size at which the message under way is best ended. */
    public int messageBytes() {
        return Math.min(MESSAGE_BYTES, packetBytes / 2);
    }

    /** Ends the message under way, unless it is empty. */
    public void endMessage(int id) {
        if (message.position() == 0) {
            return;
        }
        int size = ID_BYTES + message.position();
        int need = VarInt.sizeOfUnsigned(size) + size;
        if (TIME_BYTES + need > packetBytes) {
            append(rest, size, id);
            restMessages++;
        } else {
            if (open && bytes.position() - packetStart + need > packetBytes) {
                closePacket();
            }
            if (!open) {
                open = true;
                packetStart = bytes.position();
                bytes.writeLong(0); // the time
            }
            append(bytes, size, id);
            messages++;
        }
        message.reset();
    }

    private void append(NetworkWriter to, int size, int id) {
        to.writeVarUInt(size);
        to.writeShort(id);
        to.writeRaw(message.buffer(), 0, message.position());
    }

    private void closePacket() {
        open = false;
        if (packets == ends.length) {
            ends = Arrays.copyOf(ends, packets * 2);
        }
        ends[packets++] = bytes.position();
    }

    /** No more messages; the packets leave at this time. */
    public void finish(double seconds) {
        if (open) {
            closePacket();
        }
        long bits = Double.doubleToRawLongBits(seconds);
        int start = 0;
        for (int i = 0; i < packets; i++) {
            for (int b = 0; b < TIME_BYTES; b++) {
                bytes.buffer()[start + b] = (byte) (bits >>> 8 * b);
            }
            start = ends[i];
        }
    }

    public boolean isEmpty() {
        return bytes.position() == 0 && restMessages == 0;
    }

    /** Whether it is little enough to travel in the packets that each connection sends anyway. */
    boolean isSmall() {
        return packets <= 1 && bytes.position() < packetBytes / 2;
    }

    int byteCount() {
        return bytes.position();
    }

    int packetCount() {
        return packets;
    }

    int messageCount() {
        return messages;
    }

    int restMessageCount() {
        return restMessages;
    }

    NetworkWriter rest() {
        return rest;
    }

    /** The messages of the one packet of something small, each with its size in front. */
    void copySmallTo(NetworkWriter batch) {
        batch.reset();
        if (bytes.position() > 0) {
            batch.writeRaw(bytes.buffer(), TIME_BYTES, bytes.position() - TIME_BYTES);
        }
    }

    void sendTo(PacketLink link) {
        int start = 0;
        for (int i = 0; i < packets; i++) {
            link.send(Channel.RELIABLE, bytes.buffer(), start, ends[i] - start);
            start = ends[i];
        }
    }
}
