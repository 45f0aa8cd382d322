package dev.tain.object;

import dev.tain.codegen.BehaviourSchema;
import dev.tain.codegen.BehaviourState;
import dev.tain.codegen.NetworkedBehaviour;
import dev.tain.codegen.ObjectLookup;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the {@code @SyncVar} fields of one behaviour, to be compared, sent, interpolated and put back: what
 * prediction, rewinding and recordings are made of. It is made once and used again and again, without garbage.
 *
 * <p>Belongs to its behaviour, and to the thread of that.
 */
public final class BehaviourSnapshot {
    /** Where nobody is found. */
    private static final class Nowhere implements ObjectLookup {
        @Override
        public <T> @Nullable T find(long reference, Class<T> type) {
            return null;
        }
    }

    private final NetworkBehaviour behaviour;
    private final BehaviourSchema<?> schema;
    private final BehaviourState state;

    private BehaviourSnapshot(NetworkBehaviour behaviour, BehaviourSchema<?> schema) {
        this.behaviour = behaviour;
        this.schema = schema;
        this.state = schema.newState();
    }

    /**
     * An empty one.
     *
     * @throws IllegalArgumentException if the behaviour was made with plain {@code new}: that one has no generated state
     */
    public static BehaviourSnapshot of(NetworkBehaviour behaviour) {
        if (!(behaviour instanceof NetworkedBehaviour networked)) {
            throw new IllegalArgumentException(behaviour.getClass().getName()
                    + " was made with plain new and has no generated state; let a prefab make it, or use new "
                    + behaviour.getClass().getSimpleName() + "_Networked(…).");
        }
        return new BehaviourSnapshot(behaviour, networked.networkSchema());
    }

    /** Copies the behaviour's fields to here. */
    public void capture() {
        state.capture(behaviour, schema.allFields());
    }

    /**
     * Copies from here to those of the behaviour's fields that are another, and calls no hooks. A reference to an unknown
     * object becomes null.
     */
    public void restore() {
        state.apply(behaviour, state.changed(behaviour), lookup());
    }

    private ObjectLookup lookup() {
        NetworkIdentity object = behaviour.attachedTo();
        return object == null ? new Nowhere() : object.host();
    }

    /** Whether the behaviour's fields are just what is here. */
    public boolean isCurrent() {
        return state.changed(behaviour) == 0;
    }

    /** Whether another of the same behaviour differs by no more than that in numbers, and not at all in what is none. */
    public boolean isNear(BehaviourSnapshot other, double tolerance) {
        return state.isNear(other.state, tolerance);
    }

    /**
     * Makes this what lies between two others of the same behaviour; see
     * {@link BehaviourState#interpolate(BehaviourState, BehaviourState, double)}.
     */
    public void interpolate(BehaviourSnapshot from, BehaviourSnapshot to, double fraction) {
        state.interpolate(from.state, to.state, fraction);
    }

    /** Writes all fields. */
    public void write(NetworkWriter writer) {
        state.write(writer, schema.allFields());
    }

    /** Reads what {@link #write} wrote. */
    public void read(NetworkReader reader) {
        state.read(reader, schema.allFields());
    }

    /** Calls the hooks of those fields whose value now is another than here. */
    public void callHooks() {
        state.callHooks(behaviour, state, state.changed(behaviour), lookup());
    }
}
