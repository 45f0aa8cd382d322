package dev.tain.annotation;

/** Who is sent the state of a behaviour. */
public enum SyncMode {
    /** Everybody who observes the object. */
    OBSERVERS,
    /** The owner only. */
    OWNER
}
