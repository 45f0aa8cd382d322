package dev.tain.transport.kcp;

import dev.tain.transport.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;

/**
 * The packets on their way from the game's thread to the I/O thread. A flush of any number of connections is one task:
 * each connection then sends all its packets together.
 */
final class Outbox implements Runnable {
    /** An array larger than this is given up when it has been emptied. */
    private static final int BYTES_KEPT = 1 << 20;

    private final EventLoop loop;
    private final Sender sender;

    // The game's thread.
    private Batch staged = new Batch();

    // Guarded by this.
    private Batch submitted = new Batch();
    private boolean isScheduled;

    // The I/O thread.
    private Batch running = new Batch();

    Outbox(EventLoop loop, Sender sender) {
        this.loop = loop;
        this.sender = sender;
    }

    /** Copies a packet; it leaves with the next {@link #submit}. */
    void stage(KcpConnection connection, Channel channel, byte[] bytes, int offset, int length) {
        staged.add(connection, channel, bytes, offset, length);
    }

    void submit() {
        if (staged.isEmpty()) {
            return;
        }
        boolean mustSchedule;
        synchronized (this) {
            if (submitted.isEmpty()) {
                Batch empty = submitted;
                submitted = staged;
                staged = empty;
            } else {
                staged.moveTo(submitted);
            }
            mustSchedule = !isScheduled;
            isScheduled = true;
        }
        if (mustSchedule && !execute(loop, this)) {
            synchronized (this) {
                submitted.clear();
                isScheduled = false;
            }
        }
    }

    /** False for shared threads that were closed under a transport: its connections are gone with them. */
    static boolean execute(EventLoop loop, Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public void run() {
        synchronized (this) {
            Batch empty = running;
            running = submitted;
            submitted = empty;
            isScheduled = false;
        }
        running.send();
        running.clear();
        sender.sent();
    }

    /** Called on the I/O thread. */
    interface Sender {
        void send(KcpConnection connection, Channel channel, byte[] bytes, int offset, int length);

        /** All packets of a batch were given. */
        void sent();
    }

    /** Packets one behind the other in one array. */
    private final class Batch {
        private final ArrayList<KcpConnection> connections = new ArrayList<>();
        private int[] lengths = new int[16];
        private Channel[] channels = new Channel[16];
        private byte[] bytes = new byte[1024];
        private int size;

        boolean isEmpty() {
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

        void moveTo(Batch other) {
            int at = 0;
            for (int i = 0; i < connections.size(); i++) {
                int length = lengths[i];
                other.add(connections.get(i), channels[i], bytes, at, length);
                at += length;
            }
            clear();
        }

        void send() {
            int at = 0;
            for (int i = 0; i < connections.size(); i++) {
                int length = lengths[i];
                sender.send(connections.get(i), channels[i], bytes, at, length);
                at += length;
            }
        }

        void clear() {
            connections.clear();
            size = 0;
            if (bytes.length > BYTES_KEPT) {
                bytes = new byte[1024];
            }
        }
    }
}
