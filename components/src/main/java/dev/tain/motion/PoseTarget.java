package dev.tain.motion;

import dev.tain.object.Pose;

/** What a {@link NetworkTransform} moves when that is not the object's own node: a turret on a tank, for instance. */
public interface PoseTarget {
    /** Says where it is. */
    void read(Pose into);

    /** Moves it there. */
    void write(Pose from);
}
