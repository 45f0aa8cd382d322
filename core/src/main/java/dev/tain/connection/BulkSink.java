package dev.tain.connection;

/**
 * Where the bytes of a transfer go to, on the thread that ticks. An exception ends the transfer with
 * {@link BulkEnd.Kind#FAILED}. As the listener sees it: {@code write* (finished | aborted)}.
 */
public interface BulkSink {
    /** Takes the next bytes. They are valid during the call only. */
    void write(byte[] bytes, int offset, int length) throws Exception;

    /** All bytes were written: as many as were offered. */
    default void finished() throws Exception {}

    /** There will be no more: let go of what was written. */
    default void aborted() throws Exception {}
}
