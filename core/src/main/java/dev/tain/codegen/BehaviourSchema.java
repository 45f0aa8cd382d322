package dev.tain.codegen;

import dev.tain.wire.Codec;
import dev.tain.wire.NetworkWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one concrete class of behaviours: its name and shape on the wire, its settings, its state, its remote
 * methods. The processor writes one, {@code Player_Schema} for {@code Player}.
 */
public abstract non-sealed class BehaviourSchema<T> extends WireType<T> {
    /** Told of the synchronised collections of a behaviour. */
    public interface CollectionVisitor {
        /**
         * @param collection a {@code SyncList}, {@code SyncMap} or {@code SyncSet}
         * @param element how an element or key travels
         * @param value how a map's value travels; else null
         */
        void visit(Object collection, Codec<?> element, @Nullable Codec<?> value);
    }

    private final BehaviourSync sync;
    private final int fieldCount;
    private final List<RemoteFunction> functions;

    /**
     * @param wireName the name its id is derived from
     * @param shape fields, collections and remote methods, {@code name type, name type}, as in {@link MessageCodec}
     * @param fieldCount how many {@code @SyncVar} fields there are, with those of base classes
     * @param functions the remote methods; a call carries the index
     */
    protected BehaviourSchema(
            Class<T> type,
            String wireName,
            String shape,
            BehaviourSync sync,
            int fieldCount,
            List<RemoteFunction> functions) {
        super(type, wireName, shape);
        this.sync = sync;
        this.fieldCount = fieldCount;
        this.functions = functions;
    }

    public final BehaviourSync sync() {
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
     * Compares behaviours with their states, all of them, and notes those that differ in {@link BehaviourScan#masks},
     * {@link BehaviourScan#changed} and {@link BehaviourScan#found}.
     */
    public abstract void scan(BehaviourScan scan);

    /**
     * Compares behaviours with their states, from {@link BehaviourScan#next} on until all are done or the writer has grown
     * enough, notes those that differ as {@link #scan} does, and for each writes an entry, {@code [varuint
     * netId][count][varulong mask][fields]}, and captures it.
     *
     * @param positionMax where to stop: at the first entry that ends there or beyond
     */
    public abstract void update(BehaviourScan scan, NetworkWriter writer, int positionMax);

    /** Names the synchronised collections of a behaviour, base classes first, in the order of declaration. At most 64. */
    public void collections(Object behaviour, CollectionVisitor visitor) {}

    /** Whether the class or a base class overrides {@code onTick}. */
    public boolean ticks() {
        return false;
    }

    /** Whether the class or a base class overrides {@code onUpdate}. */
    public boolean updates() {
        return false;
    }

    /** Whether the class or a base class overrides {@code onSerialize}. */
    public boolean serializesItself() {
        return false;
    }
}
