package dev.tain.internal.session;

import dev.tain.transport.Channel;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import dev.tain.wire.VarInt;
import java.util.Arrays;

/**
 * Messages waiting on one channel of one connection, gathered into packets.
 *
 * <pre>
 *   bytes:  [8 time][size][message][size][message] | [8 time][size][message] …
 *                                                  ^ ends[0]
 * </pre>
 *
 * All packets lie behind each other in one array; {@code ends} says where each stops. The time is filled in when they
 * leave. A packet is closed when the next message would take it beyond the transport's batch size; a message larger
 * than that has a packet of its own, and one larger than a packet travels in fragments.
 */
final class Outbox {
    private static final int TIME_BYTES = 8;
    private static final int SEQUENCE_BYTES = 1 + 2 + 2;
    private static final int KEPT_BYTES = 1 << 18;

    private final Channel channel;
    private final Channel carrier;
    private final int maxPacketBytes;
    private final int batchBytes;
    private NetworkWriter bytes = new NetworkWriter(512);
    private int[] ends = new int[4];
    private int packets;
    private int packetStart;
    private boolean open;
    private int messages;
    private int sequence;

    /** @param carrier the transport's channel that carries it */
    Outbox(Channel channel, Channel carrier, int maxPacketBytes, int batchBytes) {
        this.channel = channel;
        this.carrier = carrier;
        this.maxPacketBytes = maxPacketBytes;
        this.batchBytes = Math.min(batchBytes, maxPacketBytes);
    }

    /** The largest message that fits one packet of this channel. */
    int maxUnfragmentedBytes() {
        int overhead = TIME_BYTES + (channel == Channel.SEQUENCED ? SEQUENCE_BYTES : 0);
        int room = maxPacketBytes - overhead;
        return room - VarInt.sizeOfUnsigned(room);
    }

    int pendingBytes() {
        return bytes.position();
    }

    boolean isEmpty() {
        return bytes.position() == 0;
    }

    /** Adds a message; larger than a packet only on the reliable channel. Returns by how many bytes this grew. */
    int add(byte[] source, int offset, int length) {
        int before = bytes.position();
        if (length > maxUnfragmentedBytes()) {
            addFragments(source, offset, length);
        } else {
            begin(length);
            bytes.writeRaw(source, offset, length);
        }
        return bytes.position() - before;
    }

    /**
     * Adds messages that each already have their size in front. Returns by how many bytes this grew.
     *
     * @param reader any, to find their borders with
     */
    int addBatch(byte[] source, int length, int count, NetworkReader reader) {
        int before = bytes.position();
        int used = open ? before - packetStart : TIME_BYTES + SEQUENCE_BYTES;
        if (used + length <= batchBytes) {
            if (!open) {
                openPacket();
            }
            bytes.writeRaw(source, 0, length);
            messages += count;
        } else {
            reader.wrap(source, 0, length);
            while (reader.remaining() > 0) {
                int size = reader.readVarUInt();
                add(source, reader.bufferPosition(), size);
                reader.skip(size);
            }
        }
        return bytes.position() - before;
    }

    private void addFragments(byte[] source, int offset, int length) {
        int chunkMax = maxUnfragmentedBytes() - 2 - VarInt.MAX_BYTES_32;
        int sent = 0;
        while (sent < length) {
            int chunk = Math.min(chunkMax, length - sent);
            boolean first = sent == 0;
            begin(2 + (first ? VarInt.sizeOfUnsigned(length) : 0) + chunk);
            bytes.writeShort(first ? BuiltIn.FRAGMENT_START : BuiltIn.FRAGMENT);
            if (first) {
                bytes.writeVarUInt(length);
            }
            bytes.writeRaw(source, offset + sent, chunk);
            sent += chunk;
        }
    }

    private void begin(int length) {
        int need = VarInt.sizeOfUnsigned(length) + length;
        if (open && bytes.position() - packetStart + need > batchBytes) {
            closePacket();
        }
        if (!open) {
            openPacket();
        }
        messages++;
        bytes.writeVarUInt(length);
    }

    private void openPacket() {
        open = true;
        packetStart = bytes.position();
        bytes.writeLong(0); // the time, known when it leaves
        if (channel == Channel.SEQUENCED) {
            bytes.writeVarUInt(4);
            bytes.writeShort(BuiltIn.SEQUENCE);
            bytes.writeShort(sequence++);
        }
    }

    private void closePacket() {
        open = false;
        if (packets == ends.length) {
            ends = Arrays.copyOf(ends, packets * 2);
        }
        ends[packets++] = bytes.position();
    }

    /** Hands every packet to the transport, with the sender's time in seconds. Returns how many. */
    int flush(PacketLink link, double seconds) {
        if (open) {
            closePacket();
        }
        byte[] array = bytes.buffer();
        int start = 0;
        for (int i = 0; i < packets; i++) {
            writeTime(array, start, seconds);
            link.send(carrier, array, start, ends[i] - start);
            start = ends[i];
        }
        int count = packets;
        clear();
        return count;
    }

    private static void writeTime(byte[] array, int at, double seconds) {
        long bits = Double.doubleToRawLongBits(seconds);
        for (int i = 0; i < TIME_BYTES; i++) {
            array[at + i] = (byte) (bits >>> 8 * i);
        }
    }

    void clear() {
        packets = 0;
        open = false;
        if (bytes.buffer().length > KEPT_BYTES && bytes.position() < KEPT_BYTES / 4) {
            bytes = new NetworkWriter(512); // a peak is over: give the memory back
        } else {
            bytes.reset();
        }
    }

    /** Messages added since the last call. */
    int takeMessageCount() {
        int count = messages;
        messages = 0;
        return count;
    }
}
