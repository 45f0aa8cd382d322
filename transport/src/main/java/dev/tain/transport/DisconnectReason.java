package dev.tain.transport;

/**
 * Why a connection ended or never came to be: a closed list, the same on both sides. The number is what travels in the
 * goodbye ({@code docs/wire.md}).
 */
public enum DisconnectReason {
    /** A game called {@code disconnect}, on either side. The text is the game's own. */
    CLOSED(0),
    /** The server stopped or drains. */
    SERVER_STOPPED(1),
    /** The link broke without a goodbye. */
    CONNECTION_LOST(2),
    /** Nothing was heard from the other side for the idle timeout. */
    TIMEOUT(3),
    /** Nobody listens at that address. */
    CONNECTION_REFUSED(4),
    /** The host name cannot be resolved. */
    UNKNOWN_HOST(5),
    /** The address cannot be reached, or did not answer in time. */
    UNREACHABLE(6),
    /** The server has as many connections as it takes. */
    SERVER_FULL(7),
    /** The server's admission said no. The text is the game's own. */
    DENIED(8),
    /** The other side does not speak Tain's native dialect, or another version of it. */
    PROTOCOL_MISMATCH(9),
    /** The two games are of different versions. The text is meant for players. */
    VERSION_MISMATCH(10),
    /** Message types or prefabs that both sides should know differ. The text names them. */
    SCHEMA_MISMATCH(11),
    /** No hello came in time. */
    HELLO_TIMEOUT(12),
    /** A message arrived whose handler wants an authenticated connection. */
    NOT_AUTHENTICATED(13),
    /** A message arrived that this side has no type or no handler for. */
    UNKNOWN_MESSAGE(14),
    /** Bytes arrived that are no message. */
    MALFORMED(15),
    /** A message arrived that is larger than allowed. */
    MESSAGE_TOO_LARGE(16),
    /** A handler threw. */
    HANDLER_FAILED(17),
    /** Messages arrived faster than allowed. */
    RATE_LIMITED(18),
    /** The other side does not read what is sent to it. */
    CONGESTED(19),
    /** The transport failed in another way; the text says how. */
    TRANSPORT_FAILED(20),
    /** The session to be taken up again is not there: it ended, or its grace period is over. */
    SESSION_OVER(21),
    /** The token shown for a session is not its newest: it was used before, or never given. */
    TOKEN_REFUSED(22),
    /** The server could not show that it is the one the client wants. */
    UNTRUSTED(23);

    private static final DisconnectReason[] BY_CODE = values();

    private final int code;

    DisconnectReason(int code) {
        this.code = code;
    }

    /** The number that travels. */
    public int code() {
        return code;
    }

    /** The reason a number stands for; {@link #CLOSED} for numbers of later versions. */
    public static DisconnectReason ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : CLOSED;
    }
}
