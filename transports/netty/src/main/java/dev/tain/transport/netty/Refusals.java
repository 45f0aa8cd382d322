package dev.tain.transport.netty;

import dev.tain.transport.DisconnectReason;

/** How many peers of a server never got as far as a connection, and why the last one did not. Any thread. */
final class Refusals {
    private long count;
    private String last = "";

    synchronized void add(DisconnectReason reason, String detail) {
        count++;
        last = reason + ": " + detail;
    }

    synchronized long count() {
        return count;
    }

    synchronized String last() {
        return last;
    }
}
