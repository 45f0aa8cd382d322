package dev.tain.internal.session;

/**
 * How fast a connection's transfers may go without the game noticing: as fast as the link is when the game does not use
 * it, and out of the way when it does. After LEDBAT (RFC 6817): the round trip of the transfers' own bytes tells how long
 * the queue is that they stand in; its least value of late is the link without a queue, and what is beyond that is kept
 * near a target. What may be under way leaves spread over a round trip.
 *
 * <pre>
 *   queue = least of the last two round trips' time − least of the last half minute
 *   window grows while the queue is below the target, shrinks above it, at once if it is far above
 * </pre>
 */
final class BulkPacer {
    static final int WINDOW_BYTES_MIN = 2 << 10;
    private static final int CHUNK_BYTES_MIN = 500;

    /** A window grows by at most so much in a round trip, and a sixth, once it has found its size. */
    private static final double GROWTH_BYTES = 16 << 10;

    private static final long TARGET_NANOS_MIN = 20_000_000L;
    private static final long BASE_AGE_NANOS = 15_000_000_000L;

    /** A packet that was lost and sent again is no queue: so long there must be one. */
    private static final long RECENT_NANOS_MIN = 120_000_000L;

    private static final long NONE = Long.MAX_VALUE;

    private final long[] last = new long[3];
    private int samples;
    private boolean measured;
    private long recent = NONE;
    private long recentBefore = NONE;
    private long recentSince;
    private long base = NONE;
    private long baseBefore = NONE;
    private long baseSince;
    private double smoothed;
    private double window = WINDOW_BYTES_MIN;
    private boolean searching = true;
    private long shrunkAt;
    private double budget = WINDOW_BYTES_MIN;
    private long budgetAt;

    /** Bytes that may be under way. */
    double window() {
        return window;
    }

    /** How large a piece is: on a slow link a small one, for the game to wait behind. */
    int chunkBytes(int max) {
        return Math.min(max, Math.max(CHUNK_BYTES_MIN, (int) (window / 8)));
    }

    /** Bytes that may leave now. */
    int budget(long now) {
        if (!measured) {
            return (int) budget;
        }
        double elapsed = Math.max(0, now - budgetAt);
        budgetAt = now;
        double rate = 1.25 * window / Math.max(smoothed, 1);
        budget = Math.min(budget + rate * elapsed, Math.max(4096, 2 * rate * elapsed));
        return (int) budget;
    }

    void spent(int bytes) {
        budget -= bytes;
    }

    /** The receiver has taken bytes that were sent so long ago. */
    void taken(int bytes, long roundTripNanos, long now) {
        if (!measured) {
            measured = true;
            baseSince = now;
            recentSince = now;
            budgetAt = now;
            smoothed = roundTripNanos;
        }
        smoothed += (roundTripNanos - smoothed) / 8;
        if (now - recentSince > Math.max(RECENT_NANOS_MIN, smoothed)) {
            recentBefore = recent;
            recent = NONE;
            recentSince = now;
        }
        recent = Math.min(recent, roundTripNanos);
        last[samples++ % last.length] = roundTripNanos;
        if (now - baseSince > BASE_AGE_NANOS) {
            baseBefore = base;
            base = NONE;
            baseSince = now;
        }
        base = Math.min(base, roundTripNanos);
        adjust(bytes, now);
    }

    private void adjust(int bytes, long now) {
        long least = Math.min(base, baseBefore);
        long late = Math.min(recent, recentBefore);
        double target = Math.max(TARGET_NANOS_MIN, least / 4.0);
        double queue = late - least;
        if (searching) {
            if (samples >= last.length && Math.min(last[0], Math.min(last[1], last[2])) - least > target) {
                searching = false; // the link is found: what is too much by now must drain
                shrunkAt = now;
                window *= 0.6;
            } else {
                window += bytes / 2.0;
            }
        } else if (queue > 2 * target) {
            if (now - shrunkAt > smoothed) {
                shrunkAt = now;
                window *= 0.7;
            }
        } else {
            double off = (target - queue) / target;
            window += off * Math.min(GROWTH_BYTES, window / 6) * bytes / window;
        }
        window = Math.max(WINDOW_BYTES_MIN, window);
    }

    /** No more than the receiver allows is of use. */
    void limit(int bytes) {
        window = Math.min(window, bytes);
    }
}
