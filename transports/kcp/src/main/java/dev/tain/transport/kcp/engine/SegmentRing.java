package dev.tain.transport.kcp.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Segments by number, for numbers that lie close together. Grows to the distance between the first and the last. */
final class SegmentRing {
    private @Nullable Segment[] slots = new Segment[16];

    @Nullable
    Segment get(int number) {
        Segment segment = slots[number & slots.length - 1];
        return segment != null && segment.number == number ? segment : null;
    }

    /** @param first the smallest number that is still in use; {@code number} is not before it */
    void put(int first, int number, Segment segment) {
        int distance = number - first;
        if (distance >= slots.length) {
            grow(first, distance);
        }
        slots[number & slots.length - 1] = segment;
    }

    @Nullable
    Segment remove(int number) {
        Segment removed = get(number);
        if (removed != null) {
            slots[number & slots.length - 1] = null;
        }
        return removed;
    }

    void clear(SegmentPool pool) {
        for (Segment segment : slots) {
            if (segment != null) {
                pool.give(segment);
            }
        }
        Arrays.fill(slots, null);
    }

    private void grow(int first, int distance) {
        @Nullable Segment[] before = slots;
        @Nullable Segment[] larger = new Segment[Integer.highestOneBit(distance) << 1];
        for (int i = 0; i < before.length; i++) {
            int number = first + i;
            larger[number & larger.length - 1] = before[number & before.length - 1];
        }
        slots = larger;
    }
}
