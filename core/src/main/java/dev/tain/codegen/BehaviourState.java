package dev.tain.codegen;

import dev.tain.value.Interpolated;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /**
     * Makes this what lies between two states of the same class: numbers, and values that are {@link Interpolated}, are
     * interpolated, all else is what it was until the later one is reached.
     *
     * @param fraction 0 is the first, 1 the second, more goes on in that direction
     */
    public abstract void interpolate(BehaviourState from, BehaviourState to, double fraction);

    /** Whether a state of the same class differs by no more than that, in numbers, and not at all in what is none. */
    public abstract boolean isNear(BehaviourState other, double tolerance);

    /** A value between two. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    protected static <T extends @Nullable Object> T between(T from, T to, double fraction) {
        if (from instanceof Interpolated<?> && to != null && from.getClass() == to.getClass()) {
            return ((Interpolated<T>) from).interpolate(to, fraction);
        }
        return fraction < 1 ? from : to;
    }

    protected static double between(double from, double to, double fraction) {
        return from + (to - from) * fraction;
    }

    /** Whether two values are the same or nearly so. */
    @SuppressWarnings("unchecked")
    protected static boolean near(@Nullable Object a, @Nullable Object b, double tolerance) {
        if (a instanceof Interpolated<?> && b != null && a.getClass() == b.getClass()) {
            return ((Interpolated<Object>) a).isNear(b, tolerance);
        }
        return Objects.equals(a, b);
    }

    protected static boolean near(double a, double b, double tolerance) {
        return Math.abs(a - b) <= tolerance || Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
    }

    /** Names every reference field. */
    public void references(ReferenceVisitor visitor) {}
}
