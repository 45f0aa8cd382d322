package dev.tain.time;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last moments of something that moves elsewhere, in the order of the sender's time, and the two of them between which
 * a given time lies. Its slots are made once and used again and again: nothing is allocated while it runs.
 *
 * <pre>{@code
 * Pose slot = buffer.insert(remoteTime, localTime);    // null: full, or older than all there is room for
 * if (slot != null) slot.set(arrived);
 * …
 * buffer.step(timeline.time());                        // drops what lies before
 * lerp(buffer.from(), buffer.to(), buffer.fraction());
 * }</pre>
 *
 * @param <T> one moment: a mutable object that the caller fills
 */
public final class SnapshotBuffer<T> {
    private final Object[] slots;
    private final double[] remoteTimes;
    private final double[] localTimes;
    private int size;
    private int from;
    private int to;
    private double fraction;
    private boolean replaced;

    /**
     * @param limit how many moments it holds at most; 32 in Mirror
     * @param slot makes a slot
     * @throws IllegalArgumentException if the limit is not positive
     */
    public SnapshotBuffer(int limit, Supplier<? extends T> slot) {
        if (limit < 1) {
            throw new IllegalArgumentException("A buffer of " + limit + " snapshots; it takes 1 at least.");
        }
        this.slots = new Object[limit];
        this.remoteTimes = new double[limit];
        this.localTimes = new double[limit];
        for (int i = 0; i < limit; i++) {
            slots[i] = slot.get();
        }
    }

    /**
     * Makes room for a moment. The slot holds what it held when it was last used; if there is a moment of that very time,
     * it is that one's.
     *
     * @return null if the buffer is full
     */
    public @Nullable T insert(double remoteTime, double localTime) {
        replaced = false;
        if (size == slots.length) {
            return null;
        }
        int at = size;
        while (at > 0 && remoteTimes[at - 1] > remoteTime) {
            at--;
        }
        if (at > 0 && remoteTimes[at - 1] == remoteTime) {
            localTimes[at - 1] = localTime;
            replaced = true;
            return get(at - 1);
        }
        Object slot = slots[size];
        System.arraycopy(slots, at, slots, at + 1, size - at);
        System.arraycopy(remoteTimes, at, remoteTimes, at + 1, size - at);
        System.arraycopy(localTimes, at, localTimes, at + 1, size - at);
        slots[at] = slot;
        remoteTimes[at] = remoteTime;
        localTimes[at] = localTime;
        size++;
        return get(at);
    }

    /** Whether the last {@link #insert} found a moment of the same time. */
    public boolean hasReplaced() {
        return replaced;
    }

    public int size() {
        return size;
    }

    /** Whether no more fits. */
    public boolean isFull() {
        return size == slots.length;
    }

    /** The i-th moment, oldest first. */
    @SuppressWarnings("unchecked")
    public T get(int i) {
        return (T) slots[i];
    }

    /** The sender's time of the i-th moment. */
    public double remoteTime(int i) {
        return remoteTimes[i];
    }

    /** When the i-th moment arrived, by the local clock. */
    public double localTime(int i) {
        return localTimes[i];
    }

    /** The sender's time of the newest moment; there must be one. */
    public double newestTime() {
        return remoteTimes[size - 1];
    }

    /** Drops the oldest moments. */
    public void removeFirst(int count) {
        if (count <= 0) {
            return;
        }
        int gone = Math.min(count, size);
        rotate(gone);
        System.arraycopy(remoteTimes, gone, remoteTimes, 0, size - gone);
        System.arraycopy(localTimes, gone, localTimes, 0, size - gone);
        size -= gone;
        from = Math.max(0, from - gone);
        to = Math.max(0, to - gone);
    }

    // The slots of those that go stand behind the others afterwards.
    private void rotate(int gone) {
        for (int i = 0; i < gone; i++) {
            Object first = slots[0];
            System.arraycopy(slots, 1, slots, 0, size - 1);
            slots[size - 1] = first;
        }
    }

    /**
     * Finds the two moments around a time: {@link #from}, {@link #to} and {@link #fraction} tell them. Before the first it
     * is the first, after the last the last; nothing is extrapolated.
     *
     * @return false if there are none
     */
    public boolean sample(double time) {
        if (size == 0) {
            return false;
        }
        fraction = 0;
        for (int i = 0; i + 1 < size; i++) {
            if (time >= remoteTimes[i] && time <= remoteTimes[i + 1]) {
                from = i;
                to = i + 1;
                fraction = SnapshotInterpolation.inverseLerp(remoteTimes[i], remoteTimes[i + 1], time);
                return true;
            }
        }
        from = remoteTimes[0] > time ? 0 : size - 1;
        to = from;
        return true;
    }

    /** {@link #sample}, after which the moments before {@link #from} are dropped. */
    public boolean step(double time) {
        if (!sample(time)) {
            return false;
        }
        removeFirst(from);
        return true;
    }

    /** Where the last {@link #sample} found the time to lie: at or after this moment. */
    public T from() {
        return get(from);
    }

    /** At or before this moment. */
    public T to() {
        return get(to);
    }

    public int fromIndex() {
        return from;
    }

    public int toIndex() {
        return to;
    }

    /** How far on the way from {@link #from} to {@link #to}, 0 to 1. */
    public double fraction() {
        return fraction;
    }

    /** Drops all moments. */
    public void clear() {
        size = 0;
        from = 0;
        to = 0;
        fraction = 0;
    }
}
