package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A cell of a grid in space; 12 bytes. */
public record Vector3Int(int x, int y, int z) implements Comparable<Vector3Int> {

    /**
     * By x, then y, then z. Cells are keys of maps, and a map whose keys have an order stays fast when somebody chooses them
     * so that their hashes collide.
     */
    @Override
    public int compareTo(Vector3Int other) {
        int order = Integer.compare(x, other.x);
        if (order == 0) {
            order = Integer.compare(y, other.y);
        }
        return order != 0 ? order : Integer.compare(z, other.z);
    }

    /** Appends the components in order. */
    public void serialize(NetworkWriter writer) {
        writer.writeInt(x);
        writer.writeInt(y);
        writer.writeInt(z);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Vector3Int deserialize(NetworkReader reader) {
        long xy = reader.readLong();
        int z = reader.readInt();
        return new Vector3Int((int) xy, (int) (xy >>> 32), z);
    }
}
