package dev.tain.rewind;

import dev.tain.object.Pose;

/** What of an object can be hit, in the object's own space: it moves and turns with it. Scale is left out. */
public sealed interface Hitbox {
    /** A box around a centre, by its half sizes. */
    record Box(float x, float y, float z, float halfX, float halfY, float halfZ) implements Hitbox {
        public Box {
            if (!(halfX >= 0 && halfY >= 0 && halfZ >= 0)) {
                throw new IllegalArgumentException(
                        "Half sizes of a box are " + halfX + ", " + halfY + ", " + halfZ + "; they take 0 or more.");
            }
        }

        @Override
        public double raycast(Pose pose, double[] ray, double max) {
            double[] local = Turning.into(pose, ray);
            double near = 0;
            double far = max;
            double[] centre = {x, y, z};
            double[] half = {halfX, halfY, halfZ};
            for (int i = 0; i < 3; i++) {
                double from = local[i] - centre[i];
                double along = local[i + 3];
                if (Math.abs(along) < 1e-12) {
                    if (Math.abs(from) > half[i]) {
                        return Double.NaN;
                    }
                    continue;
                }
                double one = (-half[i] - from) / along;
                double other = (half[i] - from) / along;
                near = Math.max(near, Math.min(one, other));
                far = Math.min(far, Math.max(one, other));
            }
            return near <= far ? near : Double.NaN;
        }

        @Override
        public double distance(Pose pose, double px, double py, double pz) {
            double[] local = Turning.into(pose, new double[] {px, py, pz, 0, 0, 0});
            double dx = Math.max(Math.abs(local[0] - x) - halfX, 0);
            double dy = Math.max(Math.abs(local[1] - y) - halfY, 0);
            double dz = Math.max(Math.abs(local[2] - z) - halfZ, 0);
            return Math.sqrt(dx * dx + dy * dy + dz * dz);
        }
    }

    /** A sphere around a centre. */
    record Sphere(float x, float y, float z, float radius) implements Hitbox {
        public Sphere {
            if (!(radius >= 0)) {
                throw new IllegalArgumentException("The radius of a sphere is " + radius + "; it takes 0 or more.");
            }
        }

        @Override
        public double raycast(Pose pose, double[] ray, double max) {
            double[] local = Turning.into(pose, ray);
            double fx = local[0] - x;
            double fy = local[1] - y;
            double fz = local[2] - z;
            double along = fx * local[3] + fy * local[4] + fz * local[5];
            double outside = fx * fx + fy * fy + fz * fz - (double) radius * radius;
            if (outside <= 0) {
                return 0;
            }
            double root = along * along - outside;
            if (root < 0 || along > 0) {
                return Double.NaN;
            }
            double distance = -along - Math.sqrt(root);
            return distance <= max ? distance : Double.NaN;
        }

        @Override
        public double distance(Pose pose, double px, double py, double pz) {
            double[] local = Turning.into(pose, new double[] {px, py, pz, 0, 0, 0});
            double dx = local[0] - x;
            double dy = local[1] - y;
            double dz = local[2] - z;
            return Math.max(Math.sqrt(dx * dx + dy * dy + dz * dz) - radius, 0);
        }
    }

    /** A box around the object's origin. */
    static Hitbox box(float halfX, float halfY, float halfZ) {
        return new Box(0, 0, 0, halfX, halfY, halfZ);
    }

    /** A sphere around the object's origin. */
    static Hitbox sphere(float radius) {
        return new Sphere(0, 0, 0, radius);
    }

    /**
     * How far along a ray it is hit.
     *
     * @param pose where the object is
     * @param ray origin and direction, of unit length, in the object's parent's space
     * @return the distance, 0 if it begins inside; NaN if it is not hit within {@code max}
     */
    double raycast(Pose pose, double[] ray, double max);

    /** How far a point is from it; 0 inside. */
    double distance(Pose pose, double px, double py, double pz);
}
