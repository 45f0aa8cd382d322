package dev.tain.connection;

/** Decides about transfers that are offered. */
@FunctionalInterface
public interface BulkHandler {
    /** Accepts or refuses it, now or later. */
    void offered(IncomingBulk offer);
}
