package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A point or direction in the plane; 8 bytes. */
public record Vector2(float x, float y) implements Interpolated<Vector2> {
    public static final Vector2 ZERO = new Vector2(0, 0);

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeLong(Floats.pair(x, y));
    }

    /** Reads what {@link #serialize} wrote. */
    public static Vector2 deserialize(NetworkReader reader) {
        long xy = reader.readLong();
        return new Vector2(Floats.first(xy), Floats.second(xy));
    }

    @Override
    public Vector2 interpolate(Vector2 to, double fraction) {
        return new Vector2(Floats.between(x, to.x, fraction), Floats.between(y, to.y, fraction));
    }

    @Override
    public boolean isNear(Vector2 other, double tolerance) {
        return Floats.isNear(x, other.x, tolerance) && Floats.isNear(y, other.y, tolerance);
    }
}
