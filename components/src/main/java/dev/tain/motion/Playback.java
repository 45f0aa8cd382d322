package dev.tain.motion;

import dev.tain.object.Pose;
import dev.tain.time.SnapshotBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The last moments of something that another side moves, and what is shown of them. It follows the timeline it is given,
 * with three exceptions, so that nothing jumps: it stops at the newest moment and waits; behind, it catches up at twice the
 * speed; and where it rested before a motion, it rests until that began.
 *
 * <pre>
 *   moments    ●──●──●                    ○──●──●──●        ○: put in, where it still rested
 *   shown      ───────► waits      skips ►──────►
 * </pre>
 */
final class Playback {
    private static final int LIMIT = 64;
    private static final double CATCHUP_SPEED = 2;

    /** Farther behind than this it jumps. */
    private static final double SKIP_SECONDS = 1;

    /** How long after the one before a moment is taken for the first of a motion, if nothing else says so. */
    private static final double PAUSE_SECONDS = 1;

    /** As exact as a motion's age. */
    private static final double SAME_SECONDS = 1e-3;

    /** Made when the first moment comes: most sides of most objects follow nobody. */
    private @Nullable SnapshotBuffer<Pose> buffer;

    private boolean started;
    private boolean settled;
    private double shown;
    private double lastShow;
    private double skipTo = Double.NEGATIVE_INFINITY;
    private double shownTo = Double.NEGATIVE_INFINITY;

    /**
     * A moment is known.
     *
     * @param time of its sender
     * @param restedAt until when it rested, or NaN if that is not known
     * @param pause how long after the one before it is taken for the first of a motion
     */
    void insert(double time, double restedAt, double pause, double interval, Pose pose) {
        if (buffer == null) {
            buffer = new SnapshotBuffer<>(LIMIT, Pose::new);
        }
        if (buffer.size() > 0) {
            double newest = buffer.newestTime();
            double gap = time - newest;
            double rested = !Double.isNaN(restedAt) ? restedAt : gap > pause ? time - interval : newest;
            if (gap > 0 && rested > newest + SAME_SECONDS && rested < time) {
                Pose resting = buffer.get(buffer.size() - 1);
                put(buffer, rested, resting);
                skipTo = rested;
            } else if (time < buffer.remoteTime(0) || time < shownTo) {
                return; // what is on the screen is not changed any more
            }
        }
        put(buffer, time, pose);
        settled = false;
    }

    void insert(double time, double restedAt, double interval, Pose pose) {
        insert(time, restedAt, PAUSE_SECONDS, interval, pose);
    }

    private static void put(SnapshotBuffer<Pose> buffer, double time, Pose pose) {
        if (buffer.isFull()) {
            buffer.removeFirst(1);
        }
        Pose slot = buffer.insert(time, 0);
        if (slot != null) {
            slot.set(pose);
        }
    }

    /** Moves on. Returns whether there is anything to show that was not shown. */
    boolean advance(double timeline, double localTime) {
        double elapsed = Math.max(localTime - lastShow, 0);
        lastShow = localTime;
        if (buffer == null || buffer.size() == 0) {
            return false;
        }
        double newest = buffer.newestTime();
        shown = Math.max(shown, Math.min(timeline, skipTo));
        if (!started || Math.abs(timeline - shown) > SKIP_SECONDS) {
            started = true;
            shown = Math.min(timeline, newest);
        } else {
            shown = Math.max(shown, Math.min(timeline, shown + CATCHUP_SPEED * elapsed));
            shown = Math.min(shown, newest);
        }
        if (settled) {
            return false;
        }
        buffer.step(shown);
        shownTo = buffer.remoteTime(buffer.toIndex());
        settled = shown >= newest;
        return true;
    }

    /** Puts what is to be shown into a pose. */
    void show(Grid grid, Pose into) {
        if (buffer != null && buffer.size() > 0) {
            grid.mix(buffer.from(), buffer.to(), buffer.fraction(), into);
        }
    }

    /** The newest moment, or null. */
    @Nullable
    Pose newest() {
        return buffer == null || buffer.size() == 0 ? null : buffer.get(buffer.size() - 1);
    }

    /** What is shown was moved by something else. */
    void unsettle() {
        settled = false;
    }

    /** Forgets everything. */
    void clear() {
        if (buffer != null) {
            buffer.clear();
        }
        started = false;
        settled = false;
        skipTo = Double.NEGATIVE_INFINITY;
        shownTo = Double.NEGATIVE_INFINITY;
    }
}
