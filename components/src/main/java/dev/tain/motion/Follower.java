package dev.tain.motion;

import dev.tain.object.Pose;

/** What a client knows of an object that is moved elsewhere. */
final class Follower {
    /** With everything arriving in order, a longer gap is a pause; half an interval for ticks that come late. */
    private static final double RELIABLE_PAUSE_INTERVALS = 2.5;

    /** What is farther behind did not come late: the count went round while nothing came. */
    private static final int LATE_TELEPORTS = 32;

    private final TransformSettings settings;
    private final Grid grid;
    private final Playback playback = new Playback();
    private final Baselines baselines = new Baselines();
    private final long[] place = new long[Grid.PARTS];
    private final Pose pose = new Pose();
    private boolean known;
    private byte counter;

    Follower(TransformSettings settings, Grid grid) {
        this.settings = settings;
        this.grid = grid;
    }

    Playback playback() {
        return playback;
    }

    /** A place differences refer to. */
    void knows(byte number, long[] there) {
        baselines.put(number, there);
    }

    /**
     * It was somewhere for certain.
     *
     * @return whether it teleported there
     */
    boolean place(long[] there, byte teleports, double time, double interval) {
        if (isOlder(teleports)) {
            return false;
        }
        boolean teleported = begin(teleports);
        grid.show(there, pose);
        if (settings.method() == TransformSettings.Method.RELIABLE) {
            playback.insert(time, Double.NaN, RELIABLE_PAUSE_INTERVALS * interval, interval, pose);
        } else {
            playback.insert(time, Double.NaN, interval, pose);
        }
        return teleported;
    }

    /** A motion arrived. Returns whether it teleported. */
    boolean motion(Motion motion, double time, double interval) {
        if (isOlder(motion.counter) || !read(motion)) {
            return false;
        }
        boolean teleported = begin(motion.counter);
        grid.show(place, pose);
        double restedAt = motion.ageMillis == 0 ? Double.NaN : time - motion.ageMillis * 1e-3;
        playback.insert(time, restedAt, interval, pose);
        return teleported;
    }

    private boolean isOlder(byte teleports) {
        int ahead = (byte) (teleports - counter);
        return known && ahead < 0 && ahead >= -LATE_TELEPORTS;
    }

    private boolean begin(byte teleports) {
        boolean teleported = known && teleports != counter;
        known = true;
        counter = teleports;
        if (teleported) {
            playback.clear();
        }
        return teleported;
    }

    private boolean read(Motion motion) {
        long[] base = motion.differences ? baselines.find(motion.baseline) : null;
        if (motion.differences ? base == null : motion.parts != grid.parts()) {
            return false;
        }
        if (base == null) {
            System.arraycopy(motion.numbers, 0, place, 0, Grid.PARTS);
        } else {
            motion.addTo(base, place);
        }
        return true;
    }

    /** Forgets where it was, but not what differences refer to. */
    void reset() {
        playback.clear();
        known = false;
    }

    /** Forgets everything: the next object is another. */
    void forget() {
        reset();
        baselines.clear();
    }
}
