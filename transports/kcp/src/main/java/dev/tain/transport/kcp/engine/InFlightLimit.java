package dev.tain.transport.kcp.engine;

/**
 * How many segments may be under way without queueing up in the network: twice what the link has been
 * seen to deliver in its shortest round trip. So a sender that has more than the link takes fills it, doubles what it
 * tries in each round trip when there is room, and its repetitions do not drown what they repeat.
 *
 * <p>After BBR's model of a link (Cardwell and others, "BBR: Congestion-Based Congestion Control", 2016): the highest
 * delivery rate and the shortest round trip of late. Both are forgotten after five to ten seconds.
 */
final class InFlightLimit {
    private static final int SEGMENTS_MIN = 64;
    private static final double GAIN = 2;
    private static final int ROUND_MILLIS_MIN = 20;
    private static final int AGE_MILLIS = 5_000;

    private final int ackDelayMillis;
    private boolean hasBegun;
    private int roundBeganAt;
    private int delivered;
    private int agedAt;
    private double best; // segments per millisecond
    private double bestBefore;
    private int shortest = Integer.MAX_VALUE;
    private int shortestBefore = Integer.MAX_VALUE;

    /** @param ackDelayMillis for about how long the other side may hold an acknowledgement back */
    InFlightLimit(int ackDelayMillis) {
        this.ackDelayMillis = ackDelayMillis;
    }

    void measured(int trip) {
        shortest = Math.min(shortest, trip);
    }

    void acknowledged(int segments, int smoothedTrip, int now) {
        if (!hasBegun) {
            hasBegun = true;
            roundBeganAt = now;
            agedAt = now;
        }
        delivered += segments;
        int elapsed = now - roundBeganAt;
        if (elapsed >= Math.max(ROUND_MILLIS_MIN, smoothedTrip)) {
            best = Math.max(best, (double) delivered / elapsed);
            delivered = 0;
            roundBeganAt = now;
        }
        if (now - agedAt >= AGE_MILLIS) {
            agedAt = now;
            bestBefore = best;
            best = 0;
            shortestBefore = shortest;
            shortest = Integer.MAX_VALUE;
        }
    }

    int segments() {
        int trip = Math.min(shortest, shortestBefore);
        if (trip == Integer.MAX_VALUE) {
            return SEGMENTS_MIN;
        }
        double delivery = Math.max(best, bestBefore) * (trip + ackDelayMillis);
        return (int) Math.min(1 << 20, Math.max(SEGMENTS_MIN, GAIN * delivery));
    }
}
