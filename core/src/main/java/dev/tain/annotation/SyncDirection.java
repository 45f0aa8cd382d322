package dev.tain.annotation;

/** Which way the state of a behaviour travels. */
public enum SyncDirection {
    /** The server decides; the default. */
    SERVER_TO_CLIENT,
    /** The owner's client decides; the server checks what comes and passes it on to the other observers. */
    CLIENT_TO_SERVER
}
