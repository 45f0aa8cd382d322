package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A cell of a plane grid; 8 bytes. */
public record Vector2Int(int x, int y) implements Comparable<Vector2Int> {

    /**
     * By x, then y. Cells are keys of maps, and a map whose keys have an order stays fast when somebody chooses them
     * so that their hashes collide.
     */
    @Override
    public int compareTo(Vector2Int other) {
        int order = Integer.compare(x, other.x);
        return order != 0 ? order : Integer.compare(y, other.y);
    }

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeInt(x);
        writer.writeInt(y);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Vector2Int deserialize(NetworkReader reader) {
        long xy = reader.readLong();
        return new Vector2Int((int) xy, (int) (xy >>> 32));
    }
}
