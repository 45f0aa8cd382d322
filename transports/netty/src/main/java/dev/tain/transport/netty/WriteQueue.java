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
    void stage(Target target, ByteBuf buffer) {
        staged.add(target, buffer);
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

    /** Where a buffer goes, on the I/O thread. */
    interface Target {
        /** Takes the buffer and its ownership. */
        void write(ByteBuf buffer);

        void flushSocket();
    }

    /** Targets and buffers, pairwise. */
    private static final class Batch {
        private final ArrayList<Target> targets = new ArrayList<>();
        private final ArrayList<ByteBuf> buffers = new ArrayList<>();

        boolean isEmpty() {
            return buffers.isEmpty();
        }

        void add(Target target, ByteBuf buffer) {
            targets.add(target);
            buffers.add(buffer);
        }

        void moveTo(Batch other) {
            for (int i = 0; i < buffers.size(); i++) { // addAll would copy the list into an array first
                other.add(targets.get(i), buffers.get(i));
            }
            clear();
        }

        void write() {
            for (int i = 0; i < buffers.size(); i++) {
                targets.get(i).write(buffers.get(i));
            }
            for (int i = 0; i < targets.size(); i++) {
                targets.get(i).flushSocket();
            }
            clear();
        }

        void release() {
            buffers.forEach(ByteBuf::release);
            clear();
        }

        void clear() {
            targets.clear();
            buffers.clear();
        }
    }
}
