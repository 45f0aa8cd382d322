package dev.tain.codegen;

import dev.tain.wire.NetworkWriter;

/** A remote call under way: begun, its arguments written, sent. One at a time per server or client. */
public interface OutgoingCall {
    /** Where the arguments go, in order. */
    NetworkWriter writer();

    /** Sends it. If writing an argument throws before this, nothing is sent. */
    void send();
}
