package dev.tain.codegen;

import dev.tain.annotation.SyncDirection;
import dev.tain.annotation.SyncMode;
import dev.tain.wire.Codec;
import dev.tain.wire.NetworkWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one concrete class of behaviours: its name and shape on the wire, its settings, its state, its remote
 * methods. The processor writes one, {@code Player_Schema} for {@code Player}.
 */
public abstract non-sealed class BehaviourSchema<T> extends WireType<T> {
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

    private final Sync sync;
    private final int fieldCount;
    private final List<RemoteFunction> functions;

    /**
     * @param wireName the name its id is derived from
     * @param shape fields, collections and remote methods, {@code name type, name type}, as in {@link MessageCodec}
     * @param fieldCount how many {@code @SyncVar} fields there are, with those of base classes
     * @param functions the remote methods; a call carries the index
     */
    protected BehaviourSchema(
            Class<T> type, String wireName, String shape, Sync sync, int fieldCount, List<RemoteFunction> functions) {
        super(type, wireName, shape);
        this.sync = sync;
        this.fieldCount = fieldCount;
        this.functions = functions;
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

    /**
     * Compares behaviours and writes an entry for each that changed, {@code [varuint netId][count][varulong mask][fields]},
     * from {@link BehaviourScan#next} on until all are done or the writer has grown enough. What is written is captured.
     * Generated code overrides it with the same loop for its own class, which the compiler can see through.
     *
     * @param positionMax where to stop: at the first entry that ends there or beyond
     */
    public void update(BehaviourScan scan, NetworkWriter writer, int positionMax) {
        while (scan.next < scan.count && writer.position() < positionMax) {
            int i = scan.next++;
            Object behaviour = scan.behaviours[i];
            BehaviourState state = scan.states[i];
            long mask = state.changed(behaviour);
            if (mask != 0) {
                scan.masks[i] = mask;
                scan.changed[scan.found++] = i;
                scan.entryStart = writer.position();
                writer.writeVarUInt(scan.netIds[i]);
                int start = writer.beginSized();
                writer.writeVarULong(mask);
                state.capture(behaviour, mask);
                state.write(writer, mask);
                writer.endSized(start);
            }
        }
    }

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
}
