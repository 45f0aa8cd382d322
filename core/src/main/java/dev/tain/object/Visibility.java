package dev.tain.object;

/** Who may observe an object, before interest management is asked. */
public enum Visibility {
    /** Whoever interest management says; without one, every client that is ready. */
    DEFAULT,
    /** The owner only. */
    HIDDEN,
    /** Every client that is ready. */
    SHOWN,
    /** Nobody, not even the owner: it exists on the server only. */
    NOBODY
}
