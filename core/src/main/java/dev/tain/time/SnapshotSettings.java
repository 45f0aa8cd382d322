package dev.tain.time;

/**
 * How a {@link SnapshotTimeline} runs. {@link #mirror()} has Mirror's values and its algorithm, {@link #observed()} what
 * Tain uses unless told otherwise.
 *
 * @param buffering how it is found out how far to stay behind
 * @param bufferTimeMultiplier how many send intervals the playback begins behind the newest moment
 * @param bufferLimit how many moments are kept at most
 * @param catchupNegativeThreshold how many send intervals it may run ahead before it slows down; negative
 * @param catchupPositiveThreshold how many send intervals it may fall behind before it hurries
 * @param catchupSpeed how much faster it then runs; 0.02 is 2 %
 * @param slowdownSpeed how much slower
 * @param driftEmaDuration over how many seconds the drift is averaged
 * @param dynamicAdjustment whether the jitter decides how far to stay behind
 * @param dynamicAdjustmentTolerance send intervals on top of what the jitter asks for
 * @param deliveryTimeEmaDuration over how many seconds arrivals are looked at
 * @param percentile which part of the news must have arrived when it is played, 0.5 to 1; for {@link Buffering#PERCENTILE}
 * @param bufferTimeMax how many seconds it stays behind at the most; for {@link Buffering#PERCENTILE}
 */
public record SnapshotSettings(
        Buffering buffering,
        double bufferTimeMultiplier,
        int bufferLimit,
        double catchupNegativeThreshold,
        double catchupPositiveThreshold,
        double catchupSpeed,
        double slowdownSpeed,
        double driftEmaDuration,
        boolean dynamicAdjustment,
        double dynamicAdjustmentTolerance,
        double deliveryTimeEmaDuration,
        double percentile,
        double bufferTimeMax) {
    /** How it is found out how far a playback stays behind. */
    public enum Buffering {
        /** By the standard deviation of the times between arrivals, as Mirror does. */
        STANDARD_DEVIATION,

        /** By how late the latest of the last arrivals were, but for the very worst. */
        PERCENTILE
    }

    public SnapshotSettings {
        require(bufferTimeMultiplier > 0, "bufferTimeMultiplier", bufferTimeMultiplier, "more than 0");
        require(bufferLimit >= 2, "bufferLimit", bufferLimit, "2 at least");
        require(catchupNegativeThreshold < 0, "catchupNegativeThreshold", catchupNegativeThreshold, "less than 0");
        require(catchupPositiveThreshold > 0, "catchupPositiveThreshold", catchupPositiveThreshold, "more than 0");
        require(catchupSpeed >= 0 && catchupSpeed < 1, "catchupSpeed", catchupSpeed, "0 to less than 1");
        require(slowdownSpeed >= 0 && slowdownSpeed < 1, "slowdownSpeed", slowdownSpeed, "0 to less than 1");
        require(driftEmaDuration > 0, "driftEmaDuration", driftEmaDuration, "more than 0");
        require(deliveryTimeEmaDuration > 0, "deliveryTimeEmaDuration", deliveryTimeEmaDuration, "more than 0");
        require(percentile >= 0.5 && percentile <= 1, "percentile", percentile, "0.5 to 1");
        require(bufferTimeMax > 0, "bufferTimeMax", bufferTimeMax, "more than 0");
    }

    /** Mirror's algorithm and its defaults. */
    public static SnapshotSettings mirror() {
        return new SnapshotSettings(Buffering.STANDARD_DEVIATION, 2, 32, -1, 1, 0.02, 0.04, 1, true, 1, 2, 0.98, 1);
    }

    /** Tain's own, driven by what was observed. */
    public static SnapshotSettings observed() {
        return new SnapshotSettings(Buffering.PERCENTILE, 2, 64, -1, 1, 0.03, 0.06, 1, true, 1, 6, 0.99, 0.5);
    }

    private static void require(boolean holds, String what, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(what + " is " + value + "; it takes " + allowed + ".");
        }
    }
}
