package dev.tain.connection;

/** Where a client is. */
public enum ClientState {
    /** Not connected, and not trying. */
    DISCONNECTED,
    /** On the way: reaching the server, or waiting for it to answer the hello. */
    CONNECTING,
    /** In: messages can be sent. */
    CONNECTED,
    /** The connection was lost and may be taken up again; until then what is sent is dropped. */
    SUSPENDED
}
