package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A colour of four floats, usually 0 to 1; 16 bytes. */
public record Color(float r, float g, float b, float a) implements Interpolated<Color> {

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeLong(Floats.pair(r, g));
        writer.writeLong(Floats.pair(b, a));
    }

    /** Reads what {@link #serialize} wrote. */
    public static Color deserialize(NetworkReader reader) {
        long rg = reader.readLong();
        long ba = reader.readLong();
        return new Color(Floats.first(rg), Floats.second(rg), Floats.first(ba), Floats.second(ba));
    }

    @Override
    public Color interpolate(Color to, double fraction) {
        return new Color(
                Floats.between(r, to.r, fraction),
                Floats.between(g, to.g, fraction),
                Floats.between(b, to.b, fraction),
                Floats.between(a, to.a, fraction));
    }

    @Override
    public boolean isNear(Color other, double tolerance) {
        return Floats.isNear(r, other.r, tolerance)
                && Floats.isNear(g, other.g, tolerance)
                && Floats.isNear(b, other.b, tolerance)
                && Floats.isNear(a, other.a, tolerance);
    }
}
