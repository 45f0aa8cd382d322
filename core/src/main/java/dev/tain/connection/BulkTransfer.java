package dev.tain.connection;

import org.jspecify.annotations.Nullable;

/** A transfer under way, on either side. Belongs to the thread that ticks. */
public interface BulkTransfer {
    NetworkConnection connection();

    String name();

    /** In bytes. */
    long size();

    /** Of a transfer that is sent: bytes that the receiver has taken; of one that is received: bytes written. */
    long transferredBytes();

    /** How it ended, or null while it is under way. */
    @Nullable
    BulkEnd ended();

    /** Ends it; the other side learns it. Nothing happens if it has ended. */
    void cancel();
}
