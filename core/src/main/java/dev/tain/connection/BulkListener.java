package dev.tain.connection;

/** Hears how a transfer goes, in ticks: {@code progress* ended}. */
public interface BulkListener {
    /** Some more bytes went over; at most once a tick. */
    default void progress(BulkTransfer transfer) {}

    /** It is over; {@link BulkEnd.Kind#COMPLETED} if all bytes are on the other side. */
    default void ended(BulkTransfer transfer, BulkEnd how) {}
}
