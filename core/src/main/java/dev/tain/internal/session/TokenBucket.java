package dev.tain.internal.session;

import dev.tain.connection.RateLimit;

/** A token bucket: fills with time up to the burst, one token a message. */
public final class TokenBucket {
    private final RateLimit limit;
    private double tokens;
    private long filledAt;

    public TokenBucket(RateLimit limit, long nowNanos) {
        this.limit = limit;
        this.tokens = limit.burst();
        this.filledAt = nowNanos;
    }

    RateLimit limit() {
        return limit;
    }

    public boolean tryTake(long nowNanos) {
        return tryTake(nowNanos, 1);
    }

    /** @param cost tokens; more than the bucket holds is taken for all it holds */
    public boolean tryTake(long nowNanos, int cost) {
        double needed = Math.min(cost, limit.burst());
        tokens = Math.min(limit.burst(), tokens + (nowNanos - filledAt) * 1e-9 * limit.perSecond());
        filledAt = nowNanos;
        if (tokens < needed) {
            return false;
        }
        tokens -= needed;
        return true;
    }
}
