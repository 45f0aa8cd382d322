package dev.tain.internal.server;

import dev.tain.codegen.BehaviourScan;
import dev.tain.codegen.BehaviourSchema;
import dev.tain.internal.object.Part;
import dev.tain.internal.session.SendClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All spawned behaviours of one class whose fields are compared. They lie in arrays, for the generated loop, in two rows:
 * the <i>plain</i> ones, which are their object's only behaviour and go to everybody alike, so that one loop compares and
 * writes them; and the others, which are compared in a loop and written one by one.
 *
 * <p>The sync interval is the class's, so one clock serves all.
 */
final class ScanGroup {
    private final BehaviourSchema<?> schema;
    private final @Nullable SendClock clock;
    private final BehaviourScan plain = new BehaviourScan();
    private final BehaviourScan others = new BehaviourScan();
    private final BehaviourScan marked = new BehaviourScan();
    private Part[] markedParts = new Part[8];
    private Part[] plainParts = new Part[8];
    private Part[] otherParts = new Part[8];

    /** Those that may become plain when the round in which they were spawned is over. */
    private final List<Part> fresh = new ArrayList<>();

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

    /** Takes a part that was spawned in this round. */
    void add(Part part) {
        if (!part.marked && schema.fieldCount() > 0) {
            put(part, false);
            part.fresh = true;
            fresh.add(part);
        }
    }

    void remove(Part part) {
        part.fresh = false;
        if (part.announced) {
            withdraw(part);
        } else {
            take(part);
        }
    }

    /** Its object's audience is another: finds out in which row it belongs. */
    void sort(Part part, StateRound round) {
        if (part.announced) {
            if (!isPlain(part)) {
                withdraw(part);
                round.stir(part);
            }
            return;
        }
        sort(part);
    }

    private void sort(Part part) {
        boolean shouldBePlain = isPlain(part) && !part.fresh;
        if (part.slot >= 0 && shouldBePlain != part.plain) {
            take(part);
            put(part, shouldBePlain);
        }
    }

    /** The round is over: who was spawned in it is like the others now. */
    void endRound() {
        if (!fresh.isEmpty()) {
            for (int i = 0; i < fresh.size(); i++) {
                Part part = fresh.get(i);
                part.fresh = false;
                sort(part);
            }
            fresh.clear();
        }
    }

    /** Takes a marked part that said that it changed; false if it has to be looked at by itself. */
    boolean mark(Part part) {
        if (!isPlain(part)) {
            return false;
        }
        if (part.announced) {
            return true;
        }
        if (marked.count == markedParts.length) {
            grow(marked);
            markedParts = Arrays.copyOf(markedParts, marked.behaviours.length);
        }
        part.announced = true;
        int at = marked.count++;
        put(marked, at, part);
        markedParts[at] = part;
        part.slot = at;
        return true;
    }

    /** The row of the marked ones that said that they changed. */
    BehaviourScan marked() {
        return marked;
    }

    Part markedPart(int at) {
        return markedParts[at];
    }

    /** The marked ones are written. */
    void clearMarked() {
        int count = marked.count;
        if (count > 0) {
            for (int i = 0; i < count; i++) {
                markedParts[i].announced = false;
                markedParts[i].slot = -1;
            }
            Arrays.fill(marked.behaviours, 0, count, null);
            Arrays.fill(marked.states, 0, count, null);
            Arrays.fill(markedParts, 0, count, null);
            marked.count = 0;
        }
    }

    // The last takes the gap.
    private void withdraw(Part part) {
        int gap = part.slot;
        int last = --marked.count;
        marked.behaviours[gap] = marked.behaviours[last];
        marked.states[gap] = marked.states[last];
        marked.netIds[gap] = marked.netIds[last];
        markedParts[gap] = markedParts[last];
        markedParts[gap].slot = gap;
        part.slot = -1;
        part.announced = false;
    }

    private static void put(BehaviourScan row, int at, Part part) {
        row.behaviours[at] = part.behaviour;
        row.states[at] = part.state;
        row.netIds[at] = part.behaviour.netId();
    }

    private static void grow(BehaviourScan row) {
        int size = row.behaviours.length * 2;
        row.behaviours = Arrays.copyOf(row.behaviours, size);
        row.states = Arrays.copyOf(row.states, size);
        row.netIds = Arrays.copyOf(row.netIds, size);
        row.masks = Arrays.copyOf(row.masks, size);
        row.changed = Arrays.copyOf(row.changed, size);
    }

    private static boolean isPlain(Part part) {
        ServerObject object = ServerObject.of(part);
        return object.open
                && object.parts.length == 1
                && !part.ownerOnly
                && !part.clientDecides
                && part.collections.length == 0
                && !part.schema.serializesItself();
    }

    private void put(Part part, boolean isPlain) {
        BehaviourScan row = isPlain ? plain : others;
        if (row.count == row.behaviours.length) {
            grow(row);
            if (isPlain) {
                plainParts = Arrays.copyOf(plainParts, row.behaviours.length);
            } else {
                otherParts = Arrays.copyOf(otherParts, row.behaviours.length);
            }
        }
        int at = row.count++;
        put(row, at, part);
        (isPlain ? plainParts : otherParts)[at] = part;
        part.slot = at;
        part.plain = isPlain;
    }

    // The last takes the gap.
    @SuppressWarnings("NullAway") // cells from count on are never looked at
    private void take(Part part) {
        int gap = part.slot;
        if (gap < 0) {
            return;
        }
        BehaviourScan row = part.plain ? plain : others;
        Part[] parts = part.plain ? plainParts : otherParts;
        int last = --row.count;
        row.behaviours[gap] = row.behaviours[last];
        row.states[gap] = row.states[last];
        row.netIds[gap] = row.netIds[last];
        parts[gap] = parts[last];
        parts[gap].slot = gap;
        row.behaviours[last] = null;
        row.states[last] = null;
        parts[last] = null;
        part.slot = -1;
    }

    BehaviourSchema<?> schema() {
        return schema;
    }

    /** The row of those that are compared and written in one loop. */
    BehaviourScan plain() {
        return plain;
    }

    Part plainPart(int at) {
        return plainParts[at];
    }

    /** Compares the others, and puts what differs into {@link Part#found}. Returns how many do. */
    int scan() {
        if (others.count == 0) {
            return 0;
        }
        others.found = 0;
        schema.scan(others);
        for (int i = 0; i < others.found; i++) {
            int at = others.changed[i];
            otherParts[at].found |= others.masks[at];
        }
        return others.found;
    }

    /** The i-th of those the last {@link #scan} found. */
    Part changed(int i) {
        return otherParts[others.changed[i]];
    }

    int otherCount() {
        return others.count;
    }

    Part other(int at) {
        return otherParts[at];
    }
}
