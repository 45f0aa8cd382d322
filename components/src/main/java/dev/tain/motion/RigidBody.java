package dev.tain.motion;

/** An engine's body, as far as a {@link NetworkRigidbody} has to do with it: a few lines for each engine. */
public interface RigidBody {
    /** Whether physics leaves it where it is put. */
    boolean isKinematic();

    /** Says whether physics leaves it where it is put. */
    void kinematic(boolean kinematic);

    /** It was teleported: it moves on from there as at rest. By default it keeps its velocity. */
    default void resetVelocity() {}
}
