package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** An axis-aligned rectangle: its lower corner and its size; 16 bytes. */
public record Rect(Vector2 position, Vector2 size) {

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        position.serialize(writer);
        size.serialize(writer);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Rect deserialize(NetworkReader reader) {
        return new Rect(Vector2.deserialize(reader), Vector2.deserialize(reader));
    }
}
