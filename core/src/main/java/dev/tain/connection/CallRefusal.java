package dev.tain.connection;

/**
 * Why a server did not do what a client asked of an object. Some of these honest timing can bring about; all are counted
 * and told to the {@link ServerListener}.
 */
public enum CallRefusal {
    /** The connection is not ready. */
    NOT_READY,
    /** There is no such object, any more perhaps. */
    UNKNOWN_OBJECT,
    /** The object has no such behaviour. */
    UNKNOWN_BEHAVIOUR,
    /** The behaviour has no such command. */
    UNKNOWN_FUNCTION,
    /** The connection does not own the object, any more perhaps. */
    NO_AUTHORITY,
    /** Commands came faster than the limit. */
    RATE_LIMITED,
    /** It sent state of a behaviour that the server decides about. */
    NOT_CLIENT_STATE,
    /** It sent state that {@code acceptClientState} found impossible. */
    STATE_REFUSED
}
