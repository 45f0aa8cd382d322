package dev.tain.transport;

/** A transport could not start: the port is in use, the platform lacks what it needs. Says so in words. */
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TransportException(String message) {
        super(message);
    }

    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
