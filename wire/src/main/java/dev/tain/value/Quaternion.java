package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A rotation; 16 bytes. Not normalised for you. */
public record Quaternion(float x, float y, float z, float w) implements Interpolated<Quaternion> {
    public static final Quaternion IDENTITY = new Quaternion(0, 0, 0, 1);

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeLong(Floats.pair(x, y));
        writer.writeLong(Floats.pair(z, w));
    }

    /** Reads what {@link #serialize} wrote. */
    public static Quaternion deserialize(NetworkReader reader) {
        long xy = reader.readLong();
        long zw = reader.readLong();
        return new Quaternion(Floats.first(xy), Floats.second(xy), Floats.first(zw), Floats.second(zw));
    }

    /** The shorter way around, at constant speed; of unit length if both are. */
    @Override
    public Quaternion interpolate(Quaternion to, double fraction) {
        double cosine = (double) x * to.x + (double) y * to.y + (double) z * to.z + (double) w * to.w;
        double sign = cosine < 0 ? -1 : 1;
        double angle = Math.acos(Math.min(Math.abs(cosine), 1));
        double sine = Math.sin(angle);
        double a = sine < 1e-4 ? 1 - fraction : Math.sin((1 - fraction) * angle) / sine;
        double b = sign * (sine < 1e-4 ? fraction : Math.sin(fraction * angle) / sine);
        return new Quaternion(
                (float) (a * x + b * to.x), (float) (a * y + b * to.y), (float) (a * z + b * to.z), (float)
                        (a * w + b * to.w));
    }

    @Override
    public boolean isNear(Quaternion other, double tolerance) {
        return Floats.isNear(x, other.x, tolerance)
                && Floats.isNear(y, other.y, tolerance)
                && Floats.isNear(z, other.z, tolerance)
                && Floats.isNear(w, other.w, tolerance);
    }
}
