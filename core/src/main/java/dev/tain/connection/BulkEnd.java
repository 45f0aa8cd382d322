package dev.tain.connection;

/**
 * How a transfer ended.
 *
 * @param text a sentence, or the refusal's own
 * @param byPeer whether the other side ended it
 */
public record BulkEnd(Kind kind, String text, boolean byPeer) {
    /** A closed list. The place in it is what travels. */
    public enum Kind {
        /** All bytes are there. */
        COMPLETED,
        /** The receiver did not want it; the text is its own. */
        REFUSED,
        /** It is larger than the receiver takes. */
        TOO_LARGE,
        /** More transfers are under way than allowed. */
        TOO_MANY,
        /** Either side called {@code cancel}. */
        CANCELLED,
        /** Nothing moved for too long. */
        TIMEOUT,
        /** The source or the sink failed. */
        FAILED,
        /** The connection ended or was suspended, or was not there. */
        DISCONNECTED
    }

    @Override
    public String toString() {
        return kind + (byPeer ? " by the other side" : "") + (text.isEmpty() ? "" : ": " + text);
    }
}
