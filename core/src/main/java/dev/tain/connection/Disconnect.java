package dev.tain.connection;

import dev.tain.transport.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * How a connection ended.
 *
 * @param reason one of a closed list
 * @param text a sentence, for a log or, where the game wrote it, for a player; at most {@link #MAX_TEXT_LENGTH}
 *     characters; may be empty
 * @param byPeer whether the other side ended it and said so
 */
public record Disconnect(DisconnectReason reason, String text, boolean byPeer) {
    /** Longer texts are cut. */
    public static final int MAX_TEXT_LENGTH = 1024;

    public Disconnect {
        if (text.length() > MAX_TEXT_LENGTH) {
            int end =
                    Character.isHighSurrogate(text.charAt(MAX_TEXT_LENGTH - 1)) ? MAX_TEXT_LENGTH - 1 : MAX_TEXT_LENGTH;
            text = text.substring(0, end);
        }
    }

    /** The text, or an empty one: many a text is an exception's message, which may be null. */
    public static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public String toString() {
        return reason + (byPeer ? " by the other side" : "") + (text.isEmpty() ? "" : ": " + text);
    }
}
