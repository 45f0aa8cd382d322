package dev.tain.connection;

/**
 * How often one connection may send messages of one type: a token bucket.
 *
 * @param perSecond messages per second in the long run, above 0
 * @param burst messages that may come at once after a pause, at least 1
 * @param disconnects whether exceeding it ends the connection; otherwise the excess is dropped and counted
 */
public record RateLimit(double perSecond, int burst, boolean disconnects) {
    public RateLimit {
        if (!(perSecond > 0) || burst < 1) {
            throw new IllegalArgumentException("A rate limit of " + perSecond + " per second with a burst of " + burst
                    + " lets nothing through; use more than 0 per second and a burst of at least 1.");
        }
    }

    /** Drops what exceeds {@code perSecond}, with a burst of one second's worth. */
    public static RateLimit perSecond(double perSecond) {
        return new RateLimit(perSecond, (int) Math.max(1, Math.min(perSecond, 1_000_000)), false);
    }

    /** The same with another burst. */
    public RateLimit withBurst(int burst) {
        return new RateLimit(perSecond, burst, disconnects);
    }

    /** The same, ending the connection that exceeds it. */
    public RateLimit disconnecting() {
        return new RateLimit(perSecond, burst, true);
    }
}
