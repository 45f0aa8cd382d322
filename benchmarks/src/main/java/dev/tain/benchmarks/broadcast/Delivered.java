package dev.tain.benchmarks.broadcast;

import java.util.concurrent.atomic.LongAdder;

/** Counts messages that arrived. The content is looked at, so that nobody is measured who does not read. */
final class Delivered {
    private final LongAdder count = new LongAdder();
    private volatile int witness;

    /** Adds {@code messages}; {@code sum} depends on what they said. */
    void add(int messages, int sum) {
        count.add(messages);
        witness = sum;
    }

    long count() {
        return count.sum();
    }

    int witness() {
        return witness;
    }
}
