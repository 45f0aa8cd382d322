package dev.tain.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Calls something at a steady rate on the calling thread. What a stall made it miss is left out, not made up for.
 *
 * <p>An interrupt of that thread is a {@link #stop()}: a thread that is interrupted cannot rest any more, and whoever
 * interrupts one wants it to end. The flag stays set for the caller.
 */
public final class TickLoop {
    private final long intervalNanos;
    private final LongConsumer tick;
    private volatile boolean stopping;

    /**
     * @param tickRate ticks per second, 1 to 1000
     * @param tick gets {@code System.nanoTime()}: a manager's {@code tick}, for instance
     */
    public TickLoop(int tickRate, LongConsumer tick) {
        if (tickRate < 1 || tickRate > 1000) {
            throw new IllegalArgumentException("A tick rate of " + tickRate + " per second; it takes 1 to 1000.");
        }
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / tickRate;
        this.tick = tick;
    }

    /** Returns after {@link #stop()} or an interrupt, at the latest one tick later. */
    public void run() {
        long next = System.nanoTime();
        while (!isOver()) {
            tick.accept(System.nanoTime());
            next += intervalNanos;
            long now = System.nanoTime();
            if (now - next > 0) {
                next = now;
            }
            while (next - now > 0 && !isOver()) {
                LockSupport.parkNanos(next - now);
                now = System.nanoTime();
            }
        }
    }

    /** Ends the loop; from any thread. */
    public void stop() {
        stopping = true;
    }

    private boolean isOver() {
        return stopping || Thread.currentThread().isInterrupted();
    }
}
