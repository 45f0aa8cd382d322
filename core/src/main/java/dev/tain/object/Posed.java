package dev.tain.object;

/**
 * A behaviour that knows where its object is by its own fields. What looks at where objects are, such as lag compensation,
 * asks it; without one it goes by {@link NetworkIdentity#pose()}.
 */
public interface Posed {
    /** Says where the object is. */
    void pose(Pose into);
}
