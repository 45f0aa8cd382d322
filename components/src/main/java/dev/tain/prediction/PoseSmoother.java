package dev.tain.prediction;

import dev.tain.object.Pose;

/**
 * Where a predicted object is shown: between the last two steps, and after a correction not at once where it should be but
 * from where it was shown, by less and less.
 *
 * <pre>
 *   error  = shown before − shown after          at a correction
 *   shown  = simulated + error
 *   error *= what is left after this frame       small errors go slowly, large ones fast
 * </pre>
 *
 * <p>Source: Fiedler, "State Synchronization" (visual smoothing).
 */
final class PoseSmoother {
    private static final double FRAME = 1.0 / 60;

    /** Errors of this size and less go slowly … */
    private static final double SMALL = 0.25;

    /** … of this and more fast, and between these in between. */
    private static final double LARGE = 1;

    /** By how much less is left of a large error after a frame. */
    private static final double FASTER = 0.1;

    private final PredictionSettings settings;
    private final Pose before = new Pose();
    private final Pose now = new Pose();
    private boolean started;
    private double errorX;
    private double errorY;
    private double errorZ;
    private double turnX;
    private double turnY;
    private double turnZ;
    private double turnW = 1;

    PoseSmoother(PredictionSettings settings) {
        this.settings = settings;
    }

    /** A step was simulated; the caller fills the pose that is returned. */
    Pose step() {
        before.set(now);
        return now;
    }

    /** The first step is shown as it is. */
    void stepped() {
        if (!started) {
            started = true;
            before.set(now);
        }
    }

    /** The last steps were simulated anew: the pose to fill with the one before the last, then {@link #latest}. */
    Pose previous() {
        return before;
    }

    Pose latest() {
        return now;
    }

    /**
     * What is shown moved by a correction.
     *
     * @param shown where it was shown before it
     * @param fraction how far the next step is begun
     */
    void corrected(Pose shown, double fraction, Pose scratch) {
        forgetError();
        write(scratch, fraction);
        double x = shown.x - scratch.x;
        double y = shown.y - scratch.y;
        double z = shown.z - scratch.z;
        if (!(x * x + y * y + z * z <= settings.snapDistance() * settings.snapDistance())) {
            return; // too far, or no place at all
        }
        errorX = x;
        errorY = y;
        errorZ = z;
        // shown · inverse(simulated), so that turn · simulated is what was shown
        turnX = shown.rotationX * scratch.rotationW
                - shown.rotationW * scratch.rotationX
                - shown.rotationY * scratch.rotationZ
                + shown.rotationZ * scratch.rotationY;
        turnY = shown.rotationY * scratch.rotationW
                - shown.rotationW * scratch.rotationY
                - shown.rotationZ * scratch.rotationX
                + shown.rotationX * scratch.rotationZ;
        turnZ = shown.rotationZ * scratch.rotationW
                - shown.rotationW * scratch.rotationZ
                - shown.rotationX * scratch.rotationY
                + shown.rotationY * scratch.rotationX;
        turnW = shown.rotationW * scratch.rotationW
                + shown.rotationX * scratch.rotationX
                + shown.rotationY * scratch.rotationY
                + shown.rotationZ * scratch.rotationZ;
        if (turnW < 0) {
            turnX = -turnX;
            turnY = -turnY;
            turnZ = -turnZ;
            turnW = -turnW;
        }
        normaliseTurn();
    }

    private void normaliseTurn() {
        double length = Math.sqrt(turnX * turnX + turnY * turnY + turnZ * turnZ + turnW * turnW);
        if (!(length > 1e-6) || Double.isInfinite(length)) {
            turnX = 0;
            turnY = 0;
            turnZ = 0;
            turnW = 1;
            return;
        }
        turnX /= length;
        turnY /= length;
        turnZ /= length;
        turnW /= length;
    }

    /** Time went by: errors fade. */
    void fade(double elapsed) {
        double distance = error();
        double part = Math.min(Math.max((distance - SMALL) / (LARGE - SMALL), 0), 1);
        double left = Math.pow(Math.max(settings.smoothing() - FASTER * part, 0), elapsed / FRAME);
        errorX *= left;
        errorY *= left;
        errorZ *= left;
        turnX *= left;
        turnY *= left;
        turnZ *= left;
        turnW = 1 - (1 - turnW) * left;
        normaliseTurn();
    }

    /** How far what is shown is from what is simulated. */
    double error() {
        return Math.sqrt(errorX * errorX + errorY * errorY + errorZ * errorZ);
    }

    /** What is shown. */
    void write(Pose into, double fraction) {
        into.interpolate(before, now, Math.min(Math.max(fraction, 0), 1));
        into.position((float) (into.x + errorX), (float) (into.y + errorY), (float) (into.z + errorZ));
        double x = into.rotationX;
        double y = into.rotationY;
        double z = into.rotationZ;
        double w = into.rotationW;
        into.rotation(
                (float) (turnW * x + turnX * w + turnY * z - turnZ * y),
                (float) (turnW * y - turnX * z + turnY * w + turnZ * x),
                (float) (turnW * z + turnX * y - turnY * x + turnZ * w),
                (float) (turnW * w - turnX * x - turnY * y - turnZ * z));
    }

    void clear() {
        started = false;
        forgetError();
    }

    private void forgetError() {
        errorX = 0;
        errorY = 0;
        errorZ = 0;
        turnX = 0;
        turnY = 0;
        turnZ = 0;
        turnW = 1;
    }
}
