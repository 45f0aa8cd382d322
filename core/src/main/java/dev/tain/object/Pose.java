package dev.tain.object;

import dev.tain.value.Quaternion;
import dev.tain.value.Vector3;

/**
 * Where an object is: position, rotation and scale in its parent's space. Plain numbers, so that an engine's own
 * transform can be copied here and back without garbage. A spawn carries it; afterwards it is the game's own.
 */
public final class Pose {
    public float x;
    public float y;
    public float z;
    public float rotationX;
    public float rotationY;
    public float rotationZ;
    public float rotationW = 1;
    public float scaleX = 1;
    public float scaleY = 1;
    public float scaleZ = 1;

    public Vector3 position() {
        return new Vector3(x, y, z);
    }

    public Pose position(float x, float y, float z) {
        this.x = x;
        this.y = y;
        this.z = z;
        return this;
    }

    public Pose position(Vector3 position) {
        return position(position.x(), position.y(), position.z());
    }

    public Quaternion rotation() {
        return new Quaternion(rotationX, rotationY, rotationZ, rotationW);
    }

    public Pose rotation(float x, float y, float z, float w) {
        rotationX = x;
        rotationY = y;
        rotationZ = z;
        rotationW = w;
        return this;
    }

    public Pose rotation(Quaternion rotation) {
        return rotation(rotation.x(), rotation.y(), rotation.z(), rotation.w());
    }

    public Vector3 scale() {
        return new Vector3(scaleX, scaleY, scaleZ);
    }

    public Pose scale(float x, float y, float z) {
        scaleX = x;
        scaleY = y;
        scaleZ = z;
        return this;
    }

    /** Takes over another's numbers. */
    public Pose set(Pose other) {
        return position(other.x, other.y, other.z)
                .rotation(other.rotationX, other.rotationY, other.rotationZ, other.rotationW)
                .scale(other.scaleX, other.scaleY, other.scaleZ);
    }

    /**
     * Makes this what lies between two others. A rotation goes the shorter way, along the chord, which for the small steps
     * between ticks is the arc.
     *
     * @param fraction 0 is the first, 1 the second, more goes on in that direction
     */
    public Pose interpolate(Pose from, Pose to, double fraction) {
        position(mix(from.x, to.x, fraction), mix(from.y, to.y, fraction), mix(from.z, to.z, fraction));
        scale(
                mix(from.scaleX, to.scaleX, fraction),
                mix(from.scaleY, to.scaleY, fraction),
                mix(from.scaleZ, to.scaleZ, fraction));
        double dot = (double) from.rotationX * to.rotationX
                + (double) from.rotationY * to.rotationY
                + (double) from.rotationZ * to.rotationZ
                + (double) from.rotationW * to.rotationW;
        double a = 1 - fraction;
        double b = dot < 0 ? -fraction : fraction;
        double rx = a * from.rotationX + b * to.rotationX;
        double ry = a * from.rotationY + b * to.rotationY;
        double rz = a * from.rotationZ + b * to.rotationZ;
        double rw = a * from.rotationW + b * to.rotationW;
        double length = Math.sqrt(rx * rx + ry * ry + rz * rz + rw * rw);
        return length > 1e-6
                ? rotation((float) (rx / length), (float) (ry / length), (float) (rz / length), (float) (rw / length))
                : rotation(to.rotationX, to.rotationY, to.rotationZ, to.rotationW);
    }

    private static float mix(float from, float to, double fraction) {
        return (float) (from + ((double) to - from) * fraction);
    }

    @Override
    public String toString() {
        return "at (" + x + ", " + y + ", " + z + "), rotated (" + rotationX + ", " + rotationY + ", " + rotationZ
                + ", " + rotationW + "), scaled (" + scaleX + ", " + scaleY + ", " + scaleZ + ")";
    }
}
