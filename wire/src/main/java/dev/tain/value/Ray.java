package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A half-line; 24 bytes. */
public record Ray(Vector3 origin, Vector3 direction) {

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        origin.serialize(writer);
        direction.serialize(writer);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Ray deserialize(NetworkReader reader) {
        return new Ray(Vector3.deserialize(reader), Vector3.deserialize(reader));
    }
}
