package dev.tain.value;

/**
 * A value between two of which there are others. Values of a game's own may implement it, too; then state that holds them
 * is interpolated, and compared within a tolerance, as numbers are.
 *
 * @param <T> the value type itself
 */
public interface Interpolated<T> {
    /**
     * A value on the way to another one.
     *
     * @param fraction how far: 0 is this, 1 the other; beyond 1 it goes on in that direction
     */
    T interpolate(T to, double fraction);

    /** Whether no component differs by more than that. */
    boolean isNear(T other, double tolerance);
}
