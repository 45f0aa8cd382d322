package dev.tain.codegen;

import dev.tain.connection.NetworkMessage;
import dev.tain.wire.Codec;
import org.jspecify.annotations.Nullable;

/** What is known of one message type, and its codec. Extended by generated classes only. */
public abstract non-sealed class MessageCodec<T extends NetworkMessage> extends WireType<T> implements Codec<T> {
    private final @Nullable Class<? extends NetworkMessage> replyType;

    /**
     * @param type the message class
     * @param replyType for a {@code NetworkRequest}, the type of its reply; else null
     * @param wireName the name its id is derived from
     * @param shape its fields in wire order, {@code name type, name type}; a nested type is spelled out in braces where
     *     it first occurs
     */
    protected MessageCodec(
            Class<T> type, @Nullable Class<? extends NetworkMessage> replyType, String wireName, String shape) {
        super(type, wireName, shape);
        this.replyType = replyType;
    }

    public final @Nullable Class<? extends NetworkMessage> replyType() {
        return replyType;
    }
}
