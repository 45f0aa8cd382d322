package dev.tain.time;

/**
 * A mean and a variance of values that come one by one, in which older ones count less: the same as Mirror's, so that its
 * settings mean the same here. The first value is taken as it is.
 *
 * <p>Source: the update of Finch, "Incremental calculation of weighted mean and variance", 2009, section 9.
 */
public final class ExponentialMovingAverage {
    private final double alpha;
    private boolean started;
    private double value;
    private double variance;

    /**
     * @param n over about how many values; the newest counts {@code 2 / (n + 1)}
     * @throws IllegalArgumentException if n is not positive
     */
    public ExponentialMovingAverage(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("An average over " + n + " values; it takes 1 at least.");
        }
        this.alpha = 2.0 / (n + 1);
    }

    /** Takes the next value. */
    public void add(double next) {
        if (!started) {
            started = true;
            value = next;
            return;
        }
        double delta = next - value;
        value += alpha * delta;
        variance = (1 - alpha) * (variance + alpha * delta * delta);
    }

    /** The mean; 0 before the first value. */
    public double value() {
        return value;
    }

    public double variance() {
        return variance;
    }

    public double standardDeviation() {
        return Math.sqrt(variance);
    }

    /** Whether any value came since the beginning or {@link #reset}. */
    public boolean isStarted() {
        return started;
    }

    /** Forgets everything. */
    public void reset() {
        started = false;
        value = 0;
        variance = 0;
    }
}
