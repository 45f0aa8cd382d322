package dev.tain.transport.netty;

import io.netty.channel.EventLoop;
import java.util.function.Supplier;

/**
 * What the game's thread gives to one I/O thread, batch by batch: one is being filled, one was submitted, one is being
 * worked off, and they change places. However much was staged is one task and wakes the I/O thread once; nobody waits for
 * the other and nothing is allocated.
 *
 * @param <B> the batch
 */
public final class HandOver<B extends HandOver.Batch<B>> implements Runnable {
    /** What is handed over. It belongs to one thread at a time. */
    public interface Batch<B> {
        boolean isEmpty();

        /** Puts everything behind what the other has; this one is empty then. */
        void moveTo(B other);

        /** Does what it is for, on the I/O thread; it is empty then. */
        void work();

        /** The I/O thread is gone: lets go of everything. */
        void discard();
    }

    private final EventLoop loop;

    // The game's thread.
    private B staged;

    // Guarded by this.
    private B submitted;
    private boolean isScheduled;

    // The I/O thread.
    private B working;

    public HandOver(EventLoop loop, Supplier<B> empty) {
        this.loop = loop;
        staged = empty.get();
        submitted = empty.get();
        working = empty.get();
    }

    public EventLoop loop() {
        return loop;
    }

    /** What leaves with the next {@link #submit}; the game's thread may add to it. */
    public B staged() {
        return staged;
    }

    public void submit() {
        if (staged.isEmpty()) {
            return;
        }
        boolean mustSchedule;
        synchronized (this) {
            if (submitted.isEmpty()) {
                B empty = submitted;
                submitted = staged;
                staged = empty;
            } else {
                staged.moveTo(submitted);
            }
            mustSchedule = !isScheduled;
            isScheduled = true;
        }
        if (mustSchedule && !NettyThreads.execute(loop, this)) {
            synchronized (this) {
                submitted.discard();
                isScheduled = false;
            }
        }
    }

    @Override
    public void run() {
        synchronized (this) {
            B empty = working;
            working = submitted;
            submitted = empty;
            isScheduled = false;
        }
        working.work();
    }
}
