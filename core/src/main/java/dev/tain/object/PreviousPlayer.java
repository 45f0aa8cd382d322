package dev.tain.object;

/** What becomes of the object that is a connection's player no longer. */
public enum PreviousPlayer {
    /** It stays, and the connection owns it. */
    KEEP_AUTHORITY,
    /** It stays, and nobody owns it. */
    KEEP,
    /** It leaves the network and can be spawned again. */
    UNSPAWN,
    /** It is destroyed. */
    DESTROY
}
