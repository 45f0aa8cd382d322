package dev.tain.transport.kcp;

import dev.tain.transport.Channel;
import dev.tain.transport.netty.HandOver;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * The packets on their way from the game's thread to the I/O thread. A flush of any number of connections is one task:
 * each connection then sends all its packets together.
 */
final class Outbox {
    /** An array larger than this is given up when it has been emptied. */
    private static final int BYTES_KEPT = 1 << 20;

    private final HandOver<Packets> handOver;

    Outbox(EventLoop loop, Sender sender) {
        handOver = new HandOver<>(loop, () -> new Packets(sender));
    }

    /** Copies a packet; it leaves with the next {@link #submit}. */
    void stage(KcpConnection connection, Channel channel, byte[] bytes, int offset, int length) {
        handOver.staged().add(connection, channel, bytes, offset, length);
    }

    void submit() {
        handOver.submit();
    }

    /** Called on the I/O thread. */
    interface Sender {
        void send(KcpConnection connection, Channel channel, byte[] bytes, int offset, int length);

        /** All packets of a batch were given. */
        void sent();
    }

    /** Packets one behind the other in one array. */
    private static final class Packets implements HandOver.Batch<Packets> {
        private final Sender sender;
        private final ArrayList<KcpConnection> connections = new ArrayList<>();
        private int[] lengths = new int[16];
        private Channel[] channels = new Channel[16];
        private byte[] bytes = new byte[1024];
        private int size;

        Packets(Sender sender) {
            this.sender = sender;
        }

        @Override
        public boolean isEmpty() {
            return connections.isEmpty();
        }

        void add(KcpConnection connection, Channel channel, byte[] packet, int offset, int length) {
            int count = connections.size();
            if (count == lengths.length) {
                lengths = Arrays.copyOf(lengths, 2 * count);
                channels = Arrays.copyOf(channels, 2 * count);
            }
            if (size + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
            }
            connections.add(connection);
            lengths[count] = length;
            channels[count] = channel;
            System.arraycopy(packet, offset, bytes, size, length);
            size += length;
        }

        @Override
        public void moveTo(Packets other) {
            int at = 0;
            for (int i = 0; i < connections.size(); i++) {
                int length = lengths[i];
                other.add(connections.get(i), channels[i], bytes, at, length);
                at += length;
            }
            discard();
        }

        @Override
        public void work() {
            int at = 0;
            for (int i = 0; i < connections.size(); i++) {
                int length = lengths[i];
                sender.send(connections.get(i), channels[i], bytes, at, length);
                at += length;
            }
            discard();
            sender.sent();
        }

        @Override
        public void discard() {
            connections.clear();
            size = 0;
            if (bytes.length > BYTES_KEPT) {
                bytes = new byte[1024];
            }
        }
    }
}
