package dev.tain.motion;

/** An engine's animation, as far as a {@link NetworkAnimator} has to do with it. It is told only what changes. */
public interface AnimationTarget {
    void set(String parameter, boolean value);

    void set(String parameter, int value);

    void set(String parameter, float value);

    /** Something happens once: a jump, a shot. */
    void trigger(String name);
}
