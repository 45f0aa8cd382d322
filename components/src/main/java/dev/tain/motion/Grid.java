package dev.tain.motion;

import dev.tain.object.Pose;
import dev.tain.wire.Quantisation;

/**
 * Poses as whole numbers, one for each part, of which some travel:
 *
 * <pre>
 *   0 1 2 position   3 rotation, compressed   4 5 6 scale
 * </pre>
 *
 * What was rounded once stays what it is when it is rounded again, on whichever side: places at rest do not creep when they
 * are handed on.
 */
final class Grid {
    static final int PARTS = 7;
    static final int X = 0;
    static final int TURN = 3;
    static final int SCALE_X = 4;
    static final int POSITION = 7;
    static final int ROTATION = 1 << TURN;
    static final int SCALE = 7 << SCALE_X;

    /** A rotation that differs by less, in each component, from what was sent is the same: half a step of its 10 bits. */
    private static final float SAME_TURN = 0.0007f;

    /** No game's world is larger; beyond it floats are farther apart than houses. */
    private static final double FARTHEST = 1e9;

    private final TransformSettings settings;
    private final float[] turn = new float[4];

    Grid(TransformSettings settings) {
        this.settings = settings;
    }

    /** Which parts travel. */
    int parts() {
        return settings.parts();
    }

    /** Rounds. What stood there before is the rotation that was sent last. */
    void quantise(Pose pose, long[] into) {
        int parts = settings.parts();
        for (int part = 0; part < PARTS; part++) {
            if ((parts & 1 << part) == 0) {
                into[part] = 0;
            } else if (part != TURN) {
                into[part] = Quantisation.scale(number(pose, part), settings.precision(part));
            } else if (!isSameTurn(pose, (int) into[TURN])) {
                into[TURN] = Quantisation.compress(pose.rotationX, pose.rotationY, pose.rotationZ, pose.rotationW);
            }
        }
    }

    private boolean isSameTurn(Pose pose, int sent) {
        Quantisation.decompress(sent, turn);
        float cosine = pose.rotationX * turn[0]
                + pose.rotationY * turn[1]
                + pose.rotationZ * turn[2]
                + pose.rotationW * turn[3];
        float sign = cosine < 0 ? -1 : 1;
        return isNear(pose.rotationX, sign * turn[0])
                && isNear(pose.rotationY, sign * turn[1])
                && isNear(pose.rotationZ, sign * turn[2])
                && isNear(pose.rotationW, sign * turn[3]);
    }

    private static boolean isNear(float a, float b) {
        return Math.abs(a - b) < SAME_TURN;
    }

    /** Puts the parts that travel into a pose, and leaves the others alone. */
    void show(long[] numbers, Pose into) {
        int parts = settings.parts();
        for (int part = 0; part < PARTS; part++) {
            if ((parts & 1 << part) == 0) {
                continue;
            }
            if (part == TURN) {
                Quantisation.decompress((int) numbers[TURN], turn);
                into.rotation(turn[0], turn[1], turn[2], turn[3]);
            } else {
                number(into, part, (float) Quantisation.unscale(numbers[part], settings.precision(part)));
            }
        }
    }

    /** Which parts differ. */
    static int difference(long[] a, long[] b) {
        int parts = 0;
        for (int part = 0; part < PARTS; part++) {
            parts |= a[part] == b[part] ? 0 : 1 << part;
        }
        return parts;
    }

    /** Whether these are places in a world. */
    boolean isPossible(long[] numbers) {
        for (int part = 0; part < PARTS; part++) {
            if (part != TURN && !(Math.abs(numbers[part] * settings.precision(part)) <= FARTHEST)) {
                return false;
            }
        }
        return true;
    }

    /** Puts what lies between two poses into a third, of the parts that travel. */
    void mix(Pose from, Pose to, double fraction, Pose into) {
        int parts = settings.parts();
        int smooth = settings.interpolated();
        for (int part = 0; part < PARTS; part++) {
            if ((parts & 1 << part) == 0) {
                continue;
            }
            double f = (smooth & 1 << part) != 0 ? fraction : 1;
            if (part == TURN) {
                if (f < 1) {
                    turn(from, to, f, into);
                } else {
                    into.rotation(to.rotationX, to.rotationY, to.rotationZ, to.rotationW);
                }
            } else {
                float a = number(from, part);
                number(into, part, (float) (a + ((double) number(to, part) - a) * f));
            }
        }
    }

    /** The shorter way around, at constant speed. */
    private static void turn(Pose from, Pose to, double f, Pose into) {
        double cosine = (double) from.rotationX * to.rotationX
                + (double) from.rotationY * to.rotationY
                + (double) from.rotationZ * to.rotationZ
                + (double) from.rotationW * to.rotationW;
        double sign = cosine < 0 ? -1 : 1;
        double angle = Math.acos(Math.min(Math.abs(cosine), 1));
        double sine = Math.sin(angle);
        boolean near = sine < 1e-4; // no arc to speak of
        double a = near ? 1 - f : Math.sin((1 - f) * angle) / sine;
        double b = sign * (near ? f : Math.sin(f * angle) / sine);
        into.rotation(
                (float) (a * from.rotationX + b * to.rotationX),
                (float) (a * from.rotationY + b * to.rotationY),
                (float) (a * from.rotationZ + b * to.rotationZ),
                (float) (a * from.rotationW + b * to.rotationW));
    }

    private static float number(Pose pose, int part) {
        return switch (part) {
            case 0 -> pose.x;
            case 1 -> pose.y;
            case 2 -> pose.z;
            case 4 -> pose.scaleX;
            case 5 -> pose.scaleY;
            default -> pose.scaleZ;
        };
    }

    private static void number(Pose pose, int part, float value) {
        switch (part) {
            case 0 -> pose.x = value;
            case 1 -> pose.y = value;
            case 2 -> pose.z = value;
            case 4 -> pose.scaleX = value;
            case 5 -> pose.scaleY = value;
            default -> pose.scaleZ = value;
        }
    }
}
