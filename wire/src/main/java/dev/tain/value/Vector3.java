package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A point, direction or scale in space; 12 bytes. */
public record Vector3(float x, float y, float z) implements Interpolated<Vector3> {
    public static final Vector3 ZERO = new Vector3(0, 0, 0);
    public static final Vector3 ONE = new Vector3(1, 1, 1);

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeFloats(x, y, z);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Vector3 deserialize(NetworkReader reader) {
        long xy = reader.readLong();
        float z = reader.readFloat();
        return new Vector3(Floats.first(xy), Floats.second(xy), z);
    }

    @Override
    public Vector3 interpolate(Vector3 to, double fraction) {
        return new Vector3(
                Floats.between(x, to.x, fraction),
                Floats.between(y, to.y, fraction),
                Floats.between(z, to.z, fraction));
    }

    @Override
    public boolean isNear(Vector3 other, double tolerance) {
        return Floats.isNear(x, other.x, tolerance)
                && Floats.isNear(y, other.y, tolerance)
                && Floats.isNear(z, other.z, tolerance);
    }
}
