package dev.tain.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.concurrent.RejectedExecutionException;

/**
 * The buffers on their way from the game's thread to one I/O thread. A flush of any number of connections is one task
 * and wakes the I/O thread once; each connection then writes all its buffers with one system call.
 */
final class WriteQueue implements Runnable {
    private final EventLoop loop;

    // The game's thread.
    private Batch staged = new Batch();

    // Guarded by this.
    private Batch submitted = new Batch();
    private boolean isScheduled;

    // The I/O thread.
    private Batch running = new Batch();

    WriteQueue(EventLoop loop) {
        this.loop = loop;
    }

    EventLoop loop() {
        return loop;
    }

    /** Takes a buffer and its ownership; it leaves with the next {@link #submit}. */
    void stage(StreamConnection connection, ByteBuf buffer) {
        staged.add(connection, buffer);
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
                submitted.release();
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
        running.write();
    }

    /** Connections and buffers, pairwise. */
    private static final class Batch {
        private final ArrayList<StreamConnection> connections = new ArrayList<>();
        private final ArrayList<ByteBuf> buffers = new ArrayList<>();

        boolean isEmpty() {
            return buffers.isEmpty();
        }

        void add(StreamConnection connection, ByteBuf buffer) {
            connections.add(connection);
            buffers.add(buffer);
        }

        void moveTo(Batch other) {
            for (int i = 0; i < buffers.size(); i++) { // addAll would copy the list into an array first
                other.add(connections.get(i), buffers.get(i));
            }
            clear();
        }

        void write() {
            for (int i = 0; i < buffers.size(); i++) {
                connections.get(i).write(buffers.get(i));
            }
            for (int i = 0; i < connections.size(); i++) {
                connections.get(i).flushSocket();
            }
            clear();
        }

        void release() {
            buffers.forEach(ByteBuf::release);
            clear();
        }

        void clear() {
            connections.clear();
            buffers.clear();
        }
    }
}
