package dev.tain.internal.server;

import dev.tain.codegen.BehaviourSchema;
import dev.tain.codegen.BehaviourState;
import dev.tain.internal.object.Part;
import dev.tain.internal.session.SendClock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All spawned behaviours of one class. Those whose fields are compared lie in arrays, for the generated loop. The sync
 * interval is the class's, so one clock serves them all.
 */
final class ScanGroup {
    private final BehaviourSchema<?> schema;
    private final @Nullable SendClock clock;
    private @Nullable Object[] behaviours = new Object[8];
    private BehaviourState[] states = new BehaviourState[8];
    private long[] masks = new long[8];
    private int[] changed = new int[8];
    private Part[] parts = new Part[8];
    private int count;
    private boolean due;

    ScanGroup(BehaviourSchema<?> schema) {
        this.schema = schema;
        long interval = schema.sync().intervalMillis() * 1_000_000L;
        this.clock = interval == 0 ? null : new SendClock(interval);
    }

    /** Begins a round: whether it is this class's turn. */
    void look(long now) {
        due = clock == null || clock.due(now);
    }

    /** Whether it is this class's turn. */
    boolean isDue() {
        return due;
    }

    void add(Part part) {
        if (part.marked || schema.fieldCount() == 0) {
            return;
        }
        if (count == parts.length) {
            behaviours = Arrays.copyOf(behaviours, count * 2);
            states = Arrays.copyOf(states, count * 2);
            masks = new long[count * 2];
            changed = new int[count * 2];
            parts = Arrays.copyOf(parts, count * 2);
        }
        behaviours[count] = part.behaviour;
        states[count] = part.state;
        parts[count] = part;
        part.slot = count++;
    }

    // The last takes the gap.
    @SuppressWarnings("NullAway") // cells from count on are never looked at
    void remove(Part part) {
        int gap = part.slot;
        if (gap < 0) {
            return;
        }
        count--;
        behaviours[gap] = behaviours[count];
        states[gap] = states[count];
        parts[gap] = parts[count];
        parts[gap].slot = gap;
        behaviours[count] = null;
        states[count] = null;
        parts[count] = null;
        part.slot = -1;
    }

    /** Compares all, and puts what differs into {@link Part#found}. Returns how many do. */
    @SuppressWarnings("NullAway")
    int scan() {
        int n = schema.scan(behaviours, states, masks, count, changed);
        for (int i = 0; i < n; i++) {
            int at = changed[i];
            parts[at].found |= masks[at];
            masks[at] = 0;
        }
        return n;
    }

    int count() {
        return count;
    }

    Part part(int at) {
        return parts[at];
    }

    /** The i-th of those the last scan found. */
    Part changed(int i) {
        return parts[changed[i]];
    }
}
