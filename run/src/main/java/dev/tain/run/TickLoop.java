package dev.tain.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Calls something at a steady rate on the calling thread. What a stall made it miss is left out, not made up for. */
final class TickLoop {
    private final long intervalNanos;
    private final LongConsumer tick;
    private volatile boolean stopping;

    TickLoop(int tickRate, LongConsumer tick) {
        if (tickRate < 1 || tickRate > 1000) {
            throw new IllegalArgumentException("A tick rate of " + tickRate + " per second; it takes 1 to 1000.");
        }
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / tickRate;
        this.tick = tick;
    }

    /** Returns after {@link #stop()}, at the latest one tick later. */
    void run() {
        long next = System.nanoTime();
        while (!stopping) {
            tick.accept(System.nanoTime());
            next += intervalNanos;
            long now = System.nanoTime();
            if (now - next > 0) {
                next = now;
            }
            while (!stopping && next - now > 0) {
                LockSupport.parkNanos(next - now);
                now = System.nanoTime();
            }
        }
    }

    void stop() {
        stopping = true;
    }
}
