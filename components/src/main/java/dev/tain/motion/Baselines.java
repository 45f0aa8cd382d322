package dev.tain.motion;

import org.jspecify.annotations.Nullable;

/** The last places that were told for certain, by their numbers. */
final class Baselines {
    /** More than are told while one settles: see {@link MotionSender}. */
    private static final int SLOTS = 16;

    private final long[] @Nullable [] places = new long[SLOTS] @Nullable [];
    private final byte[] numbers = new byte[SLOTS];
    private final boolean[] known = new boolean[SLOTS];

    void put(byte number, long[] place) {
        int slot = number & SLOTS - 1;
        long[] kept = places[slot];
        if (kept == null) {
            kept = new long[Grid.PARTS];
            places[slot] = kept;
        }
        System.arraycopy(place, 0, kept, 0, Grid.PARTS);
        numbers[slot] = number;
        known[slot] = true;
    }

    long @Nullable [] find(byte number) {
        int slot = number & SLOTS - 1;
        return known[slot] && numbers[slot] == number ? places[slot] : null;
    }

    void clear() {
        for (int slot = 0; slot < SLOTS; slot++) {
            known[slot] = false;
        }
    }
}
