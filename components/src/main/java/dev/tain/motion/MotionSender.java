package dev.tain.motion;

import dev.tain.motion.TransformSettings.Method;

/**
 * What the side that decides tells of a moving object, tick by tick:
 *
 * <pre>
 *              rest │ moves                          │ rest
 *   RELIABLE        │ B  B  B  B  B  B  B  B  B      │
 *   UNRELIABLE      │ m  m  m  m  m  m  m  m  m  m  m│B
 *   DELTA           │ d0 d0 d0 d0 d0B d0 d0 d1 d1 d1 │B       B: a baseline, reliable, numbered
 * </pre>
 *
 * Differences go on referring to the baseline before for a while after a new one was sent: until that is certain to have
 * arrived, as far as anything is. Who then has neither waits for the next baseline.
 */
final class MotionSender {
    /** So many ticks without a change are rest: games that simulate at a third of the send rate move all the same. */
    private static final int STILL_TICKS = 3;

    /** A baseline is referred to after this long, or half the interval if that is shorter: a bad round trip, resent once. */
    private static final double SETTLE_SECONDS = 0.5;

    /** Where it goes. */
    interface Outlet {
        /** Reliably; the array is the sender's. The age is that of a {@link Motion}. */
        void baseline(byte number, long[] place, int ageMillis);

        /** Perhaps; the object is the sender's. */
        void motion(Motion motion);
    }

    private final Method method;
    private final int parts;
    private final double interval;
    private final double settleSeconds;
    private final Outlet outlet;
    private final Motion motion = new Motion();
    private final long[] last = new long[Grid.PARTS];
    private final long[] committed = new long[Grid.PARTS];
    private final long[] settled = new long[Grid.PARTS];
    private byte committedNumber;
    private byte settledNumber;
    private double committedAt;
    private boolean anySettled;
    private boolean pending;
    private boolean started;
    private boolean moving;
    private int still;
    private double restedAt;

    MotionSender(TransformSettings settings, Outlet outlet) {
        this.method = settings.method();
        this.parts = settings.parts();
        this.interval = settings.baselineInterval().toNanos() * 1e-9;
        this.settleSeconds = Math.min(SETTLE_SECONDS, interval / 2);
        this.outlet = outlet;
    }

    /** Where it was said to be last; to be rounded from. */
    long[] last() {
        return last;
    }

    /** Tells the whole of it next. */
    void restart() {
        started = false;
        anySettled = false;
        pending = false;
    }

    /** Tells where it is now, for certain. */
    void commit(long[] now, double time) {
        remember(now);
        started = true;
        moving = false;
        tellBaseline(time);
        restedAt = time;
    }

    /** A tick that sends. */
    void tick(long[] now, double time, byte counter) {
        boolean changed = !started || Grid.difference(now, last) != 0;
        if (!started) {
            commit(now, time);
        } else if (method == Method.RELIABLE) {
            if (changed) {
                remember(now);
                outlet.baseline(committedNumber, last, age(time)); // nothing refers to it: no number is used up
            }
        } else if (changed || moving) {
            move(now, time, counter, changed);
        }
        if (!moving) {
            restedAt = time;
        }
    }

    private void move(long[] now, double time, byte counter, boolean changed) {
        moving = true;
        still = changed ? 0 : still + 1;
        if (still >= STILL_TICKS) {
            commit(now, time);
            return;
        }
        remember(now);
        if (method == Method.DELTA && time - committedAt >= interval) {
            tellBaseline(time);
        }
        settle(time);
        if (method == Method.DELTA && anySettled) {
            motion.differences(settledNumber, settled, counter, age(time), now);
        } else {
            motion.whole(parts, counter, age(time), now);
        }
        outlet.motion(motion);
    }

    private int age(double time) {
        double millis = (time - restedAt) * 1000;
        return millis > 0 && millis <= Motion.AGE_MILLIS_MAX ? (int) Math.round(millis) : 0;
    }

    private void remember(long[] now) {
        System.arraycopy(now, 0, last, 0, Grid.PARTS);
    }

    private void tellBaseline(double time) {
        settle(time);
        System.arraycopy(last, 0, committed, 0, Grid.PARTS);
        committedNumber++;
        committedAt = time;
        pending = true;
        outlet.baseline(committedNumber, committed, age(time));
    }

    private void settle(double time) {
        if (pending && time - committedAt >= settleSeconds) {
            pending = false;
            anySettled = true;
            settledNumber = committedNumber;
            System.arraycopy(committed, 0, settled, 0, Grid.PARTS);
        }
    }

    // ---------------------------------------------------------------- for those who come late

    /** Whether differences refer to a place that is not the newest baseline. */
    boolean refersToAnother() {
        return method == Method.DELTA && anySettled && settledNumber != committedNumber;
    }

    byte settledNumber() {
        return settledNumber;
    }

    long[] settled() {
        return settled;
    }
}
