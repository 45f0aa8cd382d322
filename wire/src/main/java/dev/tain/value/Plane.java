package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A plane: its normal and its distance from the origin along it; 16 bytes. */
public record Plane(Vector3 normal, float distance) {

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        normal.serialize(writer);
        writer.writeFloat(distance);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Plane deserialize(NetworkReader reader) {
        Vector3 normal = Vector3.deserialize(reader);
        float distance = reader.readFloat();
        return new Plane(normal, distance);
    }
}
