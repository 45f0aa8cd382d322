package dev.tain.manager;

/** What is to become of a scene. */
public enum SceneOperation {
    /** It takes the place of all others. */
    NORMAL,
    /** It comes in addition. */
    LOAD_ADDITIVE,
    /** It came in addition, and goes. */
    UNLOAD_ADDITIVE
}
