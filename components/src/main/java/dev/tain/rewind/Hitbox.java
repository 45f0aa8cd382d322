package dev.tain.rewind;

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
    }

    /** A sphere around a centre. */
    record Sphere(float x, float y, float z, float radius) implements Hitbox {
        public Sphere {
            if (!(radius >= 0)) {
                throw new IllegalArgumentException("The radius of a sphere is " + radius + "; it takes 0 or more.");
            }
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
}
