package dev.tain.rewind;

import dev.tain.object.Pose;
import dev.tain.rewind.Hitbox.Box;
import dev.tain.rewind.Hitbox.Sphere;
import dev.tain.value.Vector3;

/**
 * A ray, or a point, and what of hitboxes lies on it. One object is used again and again, without garbage: the ray is kept
 * in the world's space and, for the object looked at, in its own.
 *
 * <p>The test of boxes is the slab method of Kay and Kajiya, 1986.
 */
final class Sight {
    private static final double PARALLEL = 1e-12;

    private double x;
    private double y;
    private double z;
    private double alongX;
    private double alongY;
    private double alongZ;

    private double localX;
    private double localY;
    private double localZ;
    private double localAlongX;
    private double localAlongY;
    private double localAlongZ;

    private double near;
    private double far;

    /** Looks from a point in a direction, which need not be of unit length; false if that is none. */
    boolean aim(Vector3 from, Vector3 direction) {
        double length = Math.sqrt((double) direction.x() * direction.x()
                + (double) direction.y() * direction.y()
                + (double) direction.z() * direction.z());
        look(from);
        alongX = direction.x() / length;
        alongY = direction.y() / length;
        alongZ = direction.z() / length;
        return length > 0 && length < Double.POSITIVE_INFINITY;
    }

    /** Looks at a point. */
    void look(Vector3 at) {
        x = at.x();
        y = at.y();
        z = at.z();
    }

    /** The point at a distance along the ray. */
    Vector3 point(double distance) {
        return new Vector3(
                (float) (x + alongX * distance), (float) (y + alongY * distance), (float) (z + alongZ * distance));
    }

    // ---------------------------------------------------------------- into the object's space

    // Turned back by the object's rotation; one that is none, or not of unit length, is put right.
    private void enter(Pose pose, float centreX, float centreY, float centreZ) {
        double square = (double) pose.rotationX * pose.rotationX
                + (double) pose.rotationY * pose.rotationY
                + (double) pose.rotationZ * pose.rotationZ
                + (double) pose.rotationW * pose.rotationW;
        boolean turned = square > 1e-18;
        double scale = turned ? 1 / Math.sqrt(square) : 0;
        double qx = -pose.rotationX * scale;
        double qy = -pose.rotationY * scale;
        double qz = -pose.rotationZ * scale;
        double qw = turned ? pose.rotationW * scale : 1;
        double px = x - pose.x;
        double py = y - pose.y;
        double pz = z - pose.z;
        double tx = 2 * (qy * pz - qz * py);
        double ty = 2 * (qz * px - qx * pz);
        double tz = 2 * (qx * py - qy * px);
        localX = px + qw * tx + qy * tz - qz * ty - centreX;
        localY = py + qw * ty + qz * tx - qx * tz - centreY;
        localZ = pz + qw * tz + qx * ty - qy * tx - centreZ;
        tx = 2 * (qy * alongZ - qz * alongY);
        ty = 2 * (qz * alongX - qx * alongZ);
        tz = 2 * (qx * alongY - qy * alongX);
        localAlongX = alongX + qw * tx + qy * tz - qz * ty;
        localAlongY = alongY + qw * ty + qz * tx - qx * tz;
        localAlongZ = alongZ + qw * tz + qx * ty - qy * tx;
    }

    // ---------------------------------------------------------------- what is on it

    /**
     * How far along the ray a hitbox begins.
     *
     * @return 0 if the ray begins inside; NaN if it is not hit within {@code max}
     */
    double hit(Hitbox hitbox, Pose pose, double max) {
        if (hitbox instanceof Box box) {
            enter(pose, box.x(), box.y(), box.z());
            near = 0;
            far = max;
            return slab(localX, localAlongX, box.halfX())
                            && slab(localY, localAlongY, box.halfY())
                            && slab(localZ, localAlongZ, box.halfZ())
                    ? near
                    : Double.NaN;
        }
        Sphere sphere = (Sphere) hitbox;
        enter(pose, sphere.x(), sphere.y(), sphere.z());
        return hitSphere(sphere.radius(), max);
    }

    private boolean slab(double from, double along, double half) {
        if (Math.abs(along) < PARALLEL) {
            return Math.abs(from) <= half;
        }
        double one = (-half - from) / along;
        double other = (half - from) / along;
        near = Math.max(near, Math.min(one, other));
        far = Math.min(far, Math.max(one, other));
        return near <= far;
    }

    private double hitSphere(double radius, double max) {
        double outside = localX * localX + localY * localY + localZ * localZ - radius * radius;
        if (outside <= 0) {
            return 0;
        }
        double along = localX * localAlongX + localY * localAlongY + localZ * localAlongZ;
        double root = along * along - outside;
        if (root < 0 || along > 0) {
            return Double.NaN;
        }
        double distance = -along - Math.sqrt(root);
        return distance <= max ? distance : Double.NaN;
    }

    /** How far the point is from a hitbox; 0 inside. */
    double distance(Hitbox hitbox, Pose pose) {
        if (hitbox instanceof Box box) {
            enter(pose, box.x(), box.y(), box.z());
            double dx = Math.max(Math.abs(localX) - box.halfX(), 0);
            double dy = Math.max(Math.abs(localY) - box.halfY(), 0);
            double dz = Math.max(Math.abs(localZ) - box.halfZ(), 0);
            return Math.sqrt(dx * dx + dy * dy + dz * dz);
        }
        Sphere sphere = (Sphere) hitbox;
        enter(pose, sphere.x(), sphere.y(), sphere.z());
        return Math.max(Math.sqrt(localX * localX + localY * localY + localZ * localZ) - sphere.radius(), 0);
    }
}
