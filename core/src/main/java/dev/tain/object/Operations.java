package dev.tain.object;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a collection in the order they were made, in columns, so that a collection that changes all the time leaves
 * no garbage behind. It takes no memory before the first one.
 */
final class Operations {
    // Kinds, as bytes on the wire. INSERT and SET are for lists only; a map's ADD is a put, whether or not the key is
    // there. ADD_ALL and ALL appear on the wire only: several ADDs in a row, and the content anew.
    static final int ADD = 0;
    static final int ADD_ALL = 1;
    static final int REMOVE = 2;
    static final int CLEAR = 3;
    static final int ALL = 4;
    static final int INSERT = 5;
    static final int SET = 6;

    /** Room for this many is kept when they are forgotten; what one great change took is given back. */
    private static final int KEPT = 256;

    private static final int CELLS = 4;
    private static final int[] NO_HEADS = new int[0];
    private static final @Nullable Object[] NO_CELLS = new Object[0];

    private int[] heads = NO_HEADS; // kind, index
    private @Nullable Object[] cells = NO_CELLS; // key, before, now, audience
    private int count;

    int count() {
        return count;
    }

    void add(
            int kind,
            int index,
            @Nullable Object key,
            @Nullable Object before,
            @Nullable Object now,
            @Nullable Object audience) {
        if (2 * count == heads.length) {
            int room = Math.max(4, 2 * count);
            heads = Arrays.copyOf(heads, 2 * room);
            cells = Arrays.copyOf(cells, CELLS * room);
        }
        heads[2 * count] = kind;
        heads[2 * count + 1] = index;
        int cell = CELLS * count;
        cells[cell] = key;
        cells[cell + 1] = before;
        cells[cell + 2] = now;
        cells[cell + 3] = audience;
        count++;
    }

    int kind(int at) {
        return heads[2 * at];
    }

    int index(int at) {
        return heads[2 * at + 1];
    }

    @Nullable
    Object key(int at) {
        return cells[CELLS * at];
    }

    @Nullable
    Object before(int at) {
        return cells[CELLS * at + 1];
    }

    @Nullable
    Object now(int at) {
        return cells[CELLS * at + 2];
    }

    /** Whom it is to be told. */
    @Nullable
    Object audience(int at) {
        return cells[CELLS * at + 3];
    }

    /** Where the operations end that travel as one with the one at {@code at}: ADDs in a row. */
    int endOfRun(int at) {
        int end = at + 1;
        if (kind(at) == ADD) {
            while (end < count && kind(end) == ADD) {
                end++;
            }
        }
        return end;
    }

    /** How many operations there are on the wire. */
    int runs() {
        int runs = 0;
        for (int at = 0; at < count; at = endOfRun(at)) {
            runs++;
        }
        return runs;
    }

    void clear() {
        if (count > KEPT) {
            heads = NO_HEADS;
            cells = NO_CELLS;
        } else {
            Arrays.fill(cells, 0, CELLS * count, null);
        }
        count = 0;
    }
}
