package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** Four floats; 16 bytes. */
public record Vector4(float x, float y, float z, float w) implements Interpolated<Vector4> {

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeLong(Floats.pair(x, y));
        writer.writeLong(Floats.pair(z, w));
    }

    /** Reads what {@link #serialize} wrote. */
    public static Vector4 deserialize(NetworkReader reader) {
        long xy = reader.readLong();
        long zw = reader.readLong();
        return new Vector4(Floats.first(xy), Floats.second(xy), Floats.first(zw), Floats.second(zw));
    }

    @Override
    public Vector4 interpolate(Vector4 to, double fraction) {
        return new Vector4(
                Floats.between(x, to.x, fraction),
                Floats.between(y, to.y, fraction),
                Floats.between(z, to.z, fraction),
                Floats.between(w, to.w, fraction));
    }

    @Override
    public boolean isNear(Vector4 other, double tolerance) {
        return Floats.isNear(x, other.x, tolerance)
                && Floats.isNear(y, other.y, tolerance)
                && Floats.isNear(z, other.z, tolerance)
                && Floats.isNear(w, other.w, tolerance);
    }
}
