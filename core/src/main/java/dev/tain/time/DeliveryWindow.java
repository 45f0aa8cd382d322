package dev.tain.time;

import java.util.Arrays;

/** The last values that came, and which of them only a given part exceeds. Nothing is allocated while it runs. */
final class DeliveryWindow {
    private final double[] ring;
    private final double[] sorted;
    private int count;
    private int next;

    DeliveryWindow(int size) {
        this.ring = new double[size];
        this.sorted = new double[size];
    }

    void add(double value) {
        if (count == ring.length) {
            int at = Arrays.binarySearch(sorted, 0, count, ring[next]);
            System.arraycopy(sorted, at + 1, sorted, at, count - at - 1);
            count--;
        }
        ring[next] = value;
        next = (next + 1) % ring.length;
        int found = Arrays.binarySearch(sorted, 0, count, value);
        int at = found >= 0 ? found : -found - 1;
        System.arraycopy(sorted, at, sorted, at + 1, count - at);
        sorted[at] = value;
        count++;
    }

    int count() {
        return count;
    }

    /** The least value that at least this part of the values do not exceed; there must be one. */
    double quantile(double part) {
        int rank = (int) Math.ceil(part * count) - 1;
        return sorted[Math.min(Math.max(rank, 0), count - 1)];
    }

    void clear() {
        count = 0;
        next = 0;
    }
}
