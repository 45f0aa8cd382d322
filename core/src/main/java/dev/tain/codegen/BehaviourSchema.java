package dev.tain.codegen;

import dev.tain.annotation.SyncDirection;
import dev.tain.annotation.SyncMode;
import dev.tain.wire.Codec;
import dev.tain.wire.StableHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one concrete class of behaviours: its name and shape on the wire, its settings, its state, its remote
 * methods. The processor writes one, {@code Player_Schema} for {@code Player}.
 *
 * @param <T> the class as the game wrote it
 */
public abstract class BehaviourSchema<T> {
    /** How a behaviour is kept in step, as its class declares. */
    public record Sync(SyncMode mode, SyncDirection direction, int intervalMillis, boolean marked) {}

    /** Told of the synchronised collections of a behaviour. */
    public interface CollectionVisitor {
        /**
         * @param collection a {@code SyncList}, {@code SyncMap} or {@code SyncSet}
         * @param element how an element or key travels
         * @param value how a map's value travels; else null
         */
        void visit(Object collection, Codec<?> element, @Nullable Codec<?> value);
    }

    private final Class<T> type;
    private final String wireName;
    private final String shape;
    private final Sync sync;
    private final int fieldCount;
    private final List<RemoteFunction> functions;
    private final int id;
    private final int shapeHash;

    /**
     * @param wireName the name its id is derived from
     * @param shape fields, collections and remote methods, {@code name type, name type}, as in {@link MessageCodec}
     * @param fieldCount how many {@code @SyncVar} fields there are, with those of base classes
     * @param functions the remote methods; a call carries the index
     */
    protected BehaviourSchema(
            Class<T> type, String wireName, String shape, Sync sync, int fieldCount, List<RemoteFunction> functions) {
        this.type = type;
        this.wireName = wireName;
        this.shape = shape;
        this.sync = sync;
        this.fieldCount = fieldCount;
        this.functions = functions;
        this.id = StableHash.hash16(wireName);
        this.shapeHash = StableHash.hash32(shape);
    }

    public final Class<T> type() {
        return type;
    }

    public final String wireName() {
        return wireName;
    }

    public final String shape() {
        return shape;
    }

    /** {@link StableHash#hash16} of the wire name; behaviours and messages are numbered apart. */
    public final int id() {
        return id;
    }

    /** {@link StableHash#hash32} of the shape. */
    public final int shapeHash() {
        return shapeHash;
    }

    public final Sync sync() {
        return sync;
    }

    /** At most 64. */
    public final int fieldCount() {
        return fieldCount;
    }

    /** A mask of all fields. */
    public final long allFields() {
        return fieldCount == 0 ? 0 : -1L >>> 64 - fieldCount;
    }

    public final List<RemoteFunction> functions() {
        return functions;
    }

    /** An empty state. */
    public abstract BehaviourState newState();

    /** A behaviour made by its constructor without arguments; null if there is none. */
    public @Nullable T newBehaviour() {
        return null;
    }

    /**
     * Finds what changed among many behaviours of this class: a loop over {@link BehaviourState#changed} that the
     * compiler can see through.
     *
     * @param behaviours of this class
     * @param states what each is compared with
     * @param masks for each, the fields that differ are added
     * @param count how many of the arrays' elements to look at
     * @param changed receives the indexes of those with a mask that is not 0
     * @return how many these are
     */
    public abstract int scan(Object[] behaviours, BehaviourState[] states, long[] masks, int count, int[] changed);

    /** Names the synchronised collections of a behaviour, base classes first, in the order of declaration. At most 64. */
    public void collections(Object behaviour, CollectionVisitor visitor) {}

    /** Whether the class or a base class overrides {@code onTick}. */
    public boolean ticks() {
        return false;
    }

    /** Whether the class or a base class overrides {@code onSerialize}. */
    public boolean serializesItself() {
        return false;
    }

    @Override
    public final String toString() {
        return wireName + "(" + shape + ")";
    }
}
