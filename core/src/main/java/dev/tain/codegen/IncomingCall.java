package dev.tain.codegen;

import dev.tain.connection.NetworkConnection;
import dev.tain.wire.NetworkReader;

/** A remote call that arrived: its arguments are read, then {@link #begin} is called, then the method itself. */
public interface IncomingCall {
    /** Where the arguments come from, in order. */
    NetworkReader reader();

    /**
     * Says that all arguments are read. What is thrown before this is the sender's fault, what comes after it the
     * method's.
     *
     * @throws dev.tain.wire.MalformedMessageException if bytes are left
     */
    void begin();

    /** Who called: on the server the client's connection, on a client the one to the server. */
    NetworkConnection sender();
}
