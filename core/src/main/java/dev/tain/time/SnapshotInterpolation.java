package dev.tain.time;

/**
 * The arithmetic of snapshot interpolation: Mirror's, number for number, so that a game ported from there feels the same.
 * {@link SnapshotTimeline} puts it together.
 */
public final class SnapshotInterpolation {
    private SnapshotInterpolation() {}

    /**
     * How fast a playback runs: faster when it fell behind, slower when it ran ahead, as it is between the thresholds.
     *
     * @param drift how far the playback is behind where it should be; negative if ahead
     * @param absoluteNegative below this it slows down, seconds
     * @param absolutePositive above this it catches up, seconds
     */
    public static double timescale(
            double drift, double catchupSpeed, double slowdownSpeed, double absoluteNegative, double absolutePositive) {
        if (drift > absolutePositive) {
            return 1 + catchupSpeed;
        }
        if (drift < absoluteNegative) {
            return 1 - slowdownSpeed;
        }
        return 1;
    }

    /**
     * How many send intervals to stay behind for what the jitter is.
     *
     * @param jitterStandardDeviation of the times between arrivals
     * @param tolerance intervals on top
     */
    public static double dynamicAdjustment(double sendInterval, double jitterStandardDeviation, double tolerance) {
        double intervalWithJitter = sendInterval + jitterStandardDeviation;
        return intervalWithJitter / sendInterval + tolerance;
    }

    /** Keeps a playback within one buffer time of where it should be: that far behind the newest moment. */
    public static double timelineClamp(double timeline, double bufferTime, double latestRemoteTime) {
        double target = latestRemoteTime - bufferTime;
        return Math.min(Math.max(timeline, target - bufferTime), target + bufferTime);
    }

    /** Where {@code value} lies between {@code a} and {@code b}, 0 to 1; 0 if they are the same. */
    public static double inverseLerp(double a, double b, double value) {
        return a == b ? 0 : Math.min(Math.max((value - a) / (b - a), 0), 1);
    }

    public static double lerp(double a, double b, double fraction) {
        return a + (b - a) * fraction;
    }
}
