package dev.tain.codegen;

import dev.tain.connection.NetworkMessage;
import dev.tain.wire.Codec;
import dev.tain.wire.StableHash;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one message type: its codec, its name and id on the wire, and its shape, by which two builds of a
 * game find out whether they mean the same. Extended by generated classes only.
 */
public abstract class MessageCodec<T extends NetworkMessage> implements Codec<T> {
    private final Class<T> type;
    private final @Nullable Class<? extends NetworkMessage> replyType;
    private final String wireName;
    private final String shape;
    private final int id;
    private final int shapeHash;

    /**
     * @param type the message class
     * @param replyType for a {@code NetworkRequest}, the type of its reply; else null
     * @param wireName the name its id is derived from
     * @param shape its fields in wire order, {@code name type, name type}; a nested type is spelled out in braces where
     *     it first occurs
     */
    protected MessageCodec(
            Class<T> type, @Nullable Class<? extends NetworkMessage> replyType, String wireName, String shape) {
        this.type = type;
        this.replyType = replyType;
        this.wireName = wireName;
        this.shape = shape;
        this.id = StableHash.hash16(wireName);
        this.shapeHash = StableHash.hash32(shape);
    }

    public final Class<T> type() {
        return type;
    }

    public final @Nullable Class<? extends NetworkMessage> replyType() {
        return replyType;
    }

    public final String wireName() {
        return wireName;
    }

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
