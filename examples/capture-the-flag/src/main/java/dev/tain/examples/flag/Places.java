package dev.tain.examples.flag;

import dev.tain.value.Vector2;

/** What is done with places on the field, 60 by 40. */
final class Places {
    private Places() {}

    static float distance(Vector2 a, Vector2 b) {
        return (float) Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    /** A step of at most {@code length} in a direction, within the field. */
    static Vector2 step(Vector2 from, Vector2 direction, float length) {
        float norm = (float) Math.hypot(direction.x(), direction.y());
        if (!(norm > 0.001f)) {
            return from;
        }
        float scale = length / Math.max(norm, 1);
        return new Vector2(clamp(from.x() + direction.x() * scale, 60), clamp(from.y() + direction.y() * scale, 40));
    }

    private static float clamp(float value, float max) {
        return Math.max(0, Math.min(max, value));
    }

    /** A direction of length 1, or none if it is there. */
    static Vector2 towards(Vector2 from, Vector2 to) {
        float distance = distance(from, to);
        return distance < 0.1f
                ? Vector2.ZERO
                : new Vector2((to.x() - from.x()) / distance, (to.y() - from.y()) / distance);
    }
}
