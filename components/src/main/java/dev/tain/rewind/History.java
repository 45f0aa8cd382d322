package dev.tain.rewind;

import dev.tain.time.SnapshotInterpolation;
import java.util.function.Supplier;

/**
 * The last moments of something, by the local clock, and the two around a given time: Mirror's, number for number. Its
 * slots are made once; nothing is allocated while it runs.
 *
 * @param <T> one moment: a mutable object that the caller fills
 */
public final class History<T> {
    private final Object[] slots;
    private final double[] times;
    private int first;
    private int size;
    private int from;
    private int to;
    private double fraction;

    /**
     * @param limit how many moments are kept; 6 in Mirror
     * @param slot makes a slot
     * @throws IllegalArgumentException if fewer than 2 are to be kept
     */
    public History(int limit, Supplier<? extends T> slot) {
        if (limit < 2) {
            throw new IllegalArgumentException("A history of " + limit + " moments; it takes 2 at least.");
        }
        this.slots = new Object[limit];
        this.times = new double[limit];
        for (int i = 0; i < limit; i++) {
            slots[i] = slot.get();
        }
    }

    /**
     * The time a player was looking at, by what is known of the way: what Mirror goes by.
     *
     * @param rtt round-trip time, seconds
     * @param bufferTime how far behind the client plays, seconds
     */
    public static double estimateTime(double serverTime, double rtt, double bufferTime) {
        return serverTime - rtt / 2 - bufferTime;
    }

    /** Makes room for a moment, later than all others; the oldest goes if it must. The slot holds what it held before. */
    public T insert(double time) {
        if (size == slots.length) {
            first = (first + 1) % slots.length;
            size--;
        }
        int at = at(size++);
        times[at] = time;
        return slot(at);
    }

    private int at(int i) {
        return (first + i) % slots.length;
    }

    @SuppressWarnings("unchecked")
    private T slot(int at) {
        return (T) slots[at];
    }

    /**
     * Finds the moments around a time; {@link #from}, {@link #to} and {@link #fraction} tell them.
     *
     * @param interval how far beyond the newest moment it may go on in the same direction; then the fraction is 1 to 2
     * @return false if there are fewer than two, or it is before the oldest or too far beyond the newest
     */
    public boolean sample(double time, double interval) {
        if (size < 2 || time < times[at(0)]) {
            return false;
        }
        for (int i = size - 1; i >= 0; i--) {
            double here = times[at(i)];
            if (time == here) {
                found(i, i, 0);
                return true;
            }
            if (time > here) {
                return i == size - 1 ? beyond(time, interval) : between(i, time);
            }
        }
        return false;
    }

    private boolean between(int i, double time) {
        found(i, i + 1, SnapshotInterpolation.inverseLerp(times[at(i)], times[at(i + 1)], time));
        return true;
    }

    private boolean beyond(double time, double interval) {
        double newest = times[at(size - 1)];
        if (time - newest > interval) {
            return false;
        }
        found(size - 2, size - 1, 1 + SnapshotInterpolation.inverseLerp(newest, newest + interval, time));
        return true;
    }

    private void found(int from, int to, double fraction) {
        this.from = at(from);
        this.to = at(to);
        this.fraction = fraction;
    }

    public T from() {
        return slot(from);
    }

    public T to() {
        return slot(to);
    }

    public double fraction() {
        return fraction;
    }

    public int size() {
        return size;
    }

    /** The time of the newest moment; there must be one. */
    public double newestTime() {
        return times[at(size - 1)];
    }

    /** Forgets everything. */
    public void clear() {
        size = 0;
    }
}
