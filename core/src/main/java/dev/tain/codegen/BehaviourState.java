package dev.tain.codegen;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/**
 * A copy of the {@code @SyncVar} fields of one behaviour, and what can be done with such copies. The processor writes one
 * class for each class level of a behaviour, in that level's package; each extends the one of its base class. Bit
 * <i>i</i> of a mask stands for the <i>i</i>-th field, base classes first, in the order of declaration.
 *
 * <p>A reference to another object is kept as a number, so that it can be compared and sent without the object; see
 * {@code References}.
 */
public abstract class BehaviourState {
    /** Told of the references a state holds. */
    public interface ReferenceVisitor {
        /**
         * @param bit the field's bit, alone in a mask
         * @param reference 0 for none
         */
        void visit(long bit, long reference);
    }

    protected BehaviourState() {}

    /** The fields in which the behaviour differs from this copy. Floating-point numbers are compared by their bits. */
    public abstract long changed(Object behaviour);

    /** Copies fields of the behaviour to here. */
    public abstract void capture(Object behaviour, long mask);

    /** Copies fields from here to the behaviour, and calls no hooks. A reference to an unknown object becomes null. */
    public abstract void apply(Object behaviour, long mask, ObjectLookup lookup);

    /** Writes fields, in order. The mask itself is written by the caller. */
    public abstract void write(NetworkWriter writer, long mask);

    /** Reads fields, in order. */
    public abstract void read(NetworkReader reader, long mask);

    /**
     * Calls the hooks of those fields in the mask whose value in {@code before} differs from the behaviour's own, in the
     * order of declaration, with both values.
     *
     * @param before a state of the same class
     * @param lookup to find the objects that {@code before} refers to
     */
    public abstract void callHooks(Object behaviour, BehaviourState before, long mask, ObjectLookup lookup);

    /** Names every reference field. */
    public void references(ReferenceVisitor visitor) {}
}
