package dev.tain.connection;

/** What became of a message handed to {@code send}: whether the connection keeps up. */
public enum SendStatus {
    /** Taken; it leaves at the end of a tick. */
    QUEUED,

    /**
     * Taken, but more is waiting for this connection than its high watermark. A game that can send less should, until
     * the listener hears {@code keepsUpAgain}. A connection that lags beyond the hard limit is ended.
     */
    CONGESTED,

    /** Not taken, because the connection has ended or is not there yet. Counted, never thrown: an honest race can cause it. */
    DROPPED;

    /** The worse of two, for a message sent to several. */
    public SendStatus worse(SendStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
