package dev.tain.internal.schema;

import dev.tain.codegen.BehaviourSchema;
import dev.tain.codegen.MessageCodec;
import dev.tain.codegen.MessageIndex;
import dev.tain.codegen.WireType;
import dev.tain.connection.NetworkMessage;
import dev.tain.internal.collect.IntMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages and behaviours of one program, by class and by id. Immutable once built. */
public final class TypeTable {
    /** Ids below this are Tain's own. */
    public static final int FIRST_GAME_ID = 32;

    private final Map<Class<?>, MessageCodec<?>> byType = new HashMap<>();
    private final Map<Class<?>, BehaviourSchema<?>> behaviours = new HashMap<>();
    private final IntMap<MessageCodec<?>> byId = new IntMap<>();
    private final IntMap<WireType<?>> all = new IntMap<>();
    private final List<WireType<?>> sorted = new ArrayList<>();

    /**
     * @throws IllegalStateException if an index was generated for another contract, or two types share an id
     */
    public TypeTable(Iterable<MessageIndex> indexes) {
        for (MessageIndex index : indexes) {
            checkContract(index);
            for (MessageCodec<?> codec : index.codecs()) {
                add(codec);
                byType.put(codec.type(), codec);
                byId.put(codec.id(), codec);
            }
            for (BehaviourSchema<?> schema : index.behaviours()) {
                add(schema);
                behaviours.put(schema.type(), schema);
            }
        }
        all.forEach(sorted::add);
        sorted.sort(Comparator.comparing(WireType::wireName));
    }

    private static void checkContract(MessageIndex index) {
        int written = index.contractVersion();
        if (written != MessageIndex.CONTRACT_VERSION) {
            boolean older = written < MessageIndex.CONTRACT_VERSION;
            throw new IllegalStateException(index.getClass().getName() + " was generated for version " + written
                    + " of Tain's contract; this tain-core fulfils version " + MessageIndex.CONTRACT_VERSION + ". "
                    + (older
                            ? "Compile that module again with the tain-processor of the same version as tain-core."
                            : "Use a tain-core as new as the tain-processor that module was compiled with."));
        }
    }

    private void add(WireType<?> codec) {
        if (codec.id() < FIRST_GAME_ID) {
            throw new IllegalStateException(codec.wireName() + " folds to id " + codec.id() + ", and ids below "
                    + FIRST_GAME_ID + " are Tain's own. Give it another name with @WireName.");
        }
        WireType<?> other = all.get(codec.id());
        if (other != null && other.type() != codec.type()) {
            throw new IllegalStateException(other.type().getName() + " and "
                    + codec.type().getName() + " both have id " + codec.id() + " on the wire ('" + other.wireName()
                    + "', '" + codec.wireName() + "'). Give one of them another name with @WireName.");
        }
        all.put(codec.id(), codec);
    }

    /** The codec of a message's class, or null. */
    public @Nullable MessageCodec<?> find(Class<?> type) {
        return byType.get(type);
    }

    /** The codec for an id, or null. */
    public @Nullable MessageCodec<?> find(int id) {
        return byId.get(id);
    }

    /**
     * The codec of a message's class.
     *
     * @throws IllegalStateException saying how to get one, if there is none
     */
    @SuppressWarnings("unchecked")
    public <T extends NetworkMessage> MessageCodec<T> get(Class<T> type) {
        MessageCodec<?> codec = byType.get(type);
        if (codec == null) {
            throw new IllegalStateException(
                    MissingCodec.describe(type, byType.isEmpty(), byType.get(type.getSuperclass())));
        }
        return (MessageCodec<T>) codec;
    }

    /** The schema of a behaviour's class as the game wrote it, or null. */
    public @Nullable BehaviourSchema<?> behaviour(Class<?> type) {
        return behaviours.get(type);
    }

    /** The message or behaviour with an id, or null. */
    public @Nullable WireType<?> type(int id) {
        return all.get(id);
    }

    /** All messages and behaviours, by wire name. */
    public List<WireType<?>> all() {
        return sorted;
    }
}
