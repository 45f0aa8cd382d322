package dev.tain.examples.motion;

/** A closed road: an ellipse that is pushed in at three places. A point of it is found by its angle. */
final class Track {
    private static final double LENGTH = 60;
    private static final double WIDTH = 36;
    private static final double BENDS = 0.22;

    private Track() {}

    static double x(double angle) {
        return LENGTH * radius(angle) * StrictMath.cos(angle);
    }

    static double z(double angle) {
        return WIDTH * radius(angle) * StrictMath.sin(angle);
    }

    private static double radius(double angle) {
        return 1 - BENDS + BENDS * StrictMath.cos(3 * angle);
    }

    /** The angle of the point nearest to a place, near enough to drive by. */
    static double angleAt(double x, double z) {
        return StrictMath.atan2(z / WIDTH, x / LENGTH);
    }
}
