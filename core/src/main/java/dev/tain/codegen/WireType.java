package dev.tain.codegen;

import dev.tain.wire.StableHash;

/**
 * A type of the game that both ends know: a message or a behaviour. Its shape tells two builds of a game whether they
 * mean the same; the handshake compares it. Messages and behaviours share one space of ids.
 *
 * @param <T> the class as the game wrote it
 */
public abstract sealed class WireType<T> permits MessageCodec, BehaviourSchema {
    private final Class<T> type;
    private final String wireName;
    private final String shape;
    private final int id;
    private final int shapeHash;

    WireType(Class<T> type, String wireName, String shape) {
        this.type = type;
        this.wireName = wireName;
        this.shape = shape;
        this.id = StableHash.hash16(wireName);
        this.shapeHash = StableHash.hash32(shape);
    }

    public final Class<T> type() {
        return type;
    }

    /** The name its id is derived from: the class's, unless {@code @WireName} pins another. */
    public final String wireName() {
        return wireName;
    }

    /** What it is made of, in wire order. */
    public final String shape() {
        return shape;
    }

    /** {@link StableHash#hash16} of the wire name. */
    public final int id() {
        return id;
    }

    /** {@link StableHash#hash32} of the shape. */
    public final int shapeHash() {
        return shapeHash;
    }

    @Override
    public final String toString() {
        return wireName + "(" + shape + ")";
    }
}
