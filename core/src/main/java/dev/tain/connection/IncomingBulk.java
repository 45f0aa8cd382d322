package dev.tain.connection;

import org.jspecify.annotations.Nullable;

/**
 * A transfer that the other side offers. Answer at once, or keep it and answer in a later tick; the offer ends when the
 * time for it is over, and answering then does nothing.
 */
public interface IncomingBulk {
    NetworkConnection connection();

    /** What the other side calls it. Never a path: it may be anything. */
    String name();

    /** In bytes; what is written will be exactly as much. */
    long size();

    /**
     * The message that came with it.
     *
     * @return null if there is none
     * @throws ClassCastException if it is of another type
     */
    <T extends NetworkMessage> @Nullable T header(Class<T> type);

    /**
     * Takes it.
     *
     * @throws IllegalStateException if it was answered before
     */
    BulkTransfer accept(BulkSink sink, BulkListener listener);

    /** As {@link #accept(BulkSink, BulkListener)}, for who only wants the bytes. */
    default BulkTransfer accept(BulkSink sink) {
        return accept(sink, new BulkListener() {});
    }

    /**
     * Does not take it.
     *
     * @param text for the sender, at most {@link Disconnect#MAX_TEXT_LENGTH} characters
     * @throws IllegalStateException if it was answered before
     */
    void refuse(@Nullable String text);
}
