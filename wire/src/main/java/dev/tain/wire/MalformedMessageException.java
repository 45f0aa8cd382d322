package dev.tain.wire;

/**
 * The bytes at hand are not a message. Thrown by {@link NetworkReader}, caught at the border of the session, where it
 * becomes a counted event and the end of that connection; a game sees it only if it reads bytes of its own.
 */
public final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message);
    }
}
