package dev.tain.internal.session;

/**
 * Says when to send: at the send rate, however often it is asked. The times lie on a grid, so the rate holds although
 * frames do not fall on it; after a stall the missed ones are left out, so there is no burst.
 */
public final class SendClock {
    private final long intervalNanos;
    private long next;
    private boolean started;

    /** @param intervalNanos 0 to send on every tick */
    public SendClock(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /** Whether it is time; a true answer moves on to the next time. */
    public boolean due(long nowNanos) {
        if (!started) {
            started = true;
            next = nowNanos + intervalNanos;
            return true;
        }
        if (nowNanos - next < 0) {
            return false;
        }
        next += intervalNanos;
        if (nowNanos - next >= 0) {
            next = nowNanos + intervalNanos;
        }
        return true;
    }
}
