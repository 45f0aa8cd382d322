package dev.tain.connection;

/**
 * Why a request has no reply.
 *
 * @param text the refusal's own text, or a sentence
 */
public record RequestFailure(Kind kind, String text) {
    /** The closed list of ways. */
    public enum Kind {
        /** The other side said no; the text is its own. */
        REFUSED,
        /** No answer came in time. */
        TIMEOUT,
        /** The connection ended first, or was not there. */
        DISCONNECTED,
        /** More requests are outstanding than allowed. */
        TOO_MANY
    }

    @Override
    public String toString() {
        return kind + (text.isEmpty() ? "" : ": " + text);
    }
}
