package dev.tain.examples.scores;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkMessage;
import java.util.Map;

/** Client to server: something for the log or the analytics, tied to no object of the game. */
public record LogMessage(
        Level level, @MaxSize(500) String text, @MaxSize(16) Map<String, Integer> numbers) implements NetworkMessage {
    /** How much it matters. */
    public enum Level {
        DEBUG,
        INFO,
        WARNING
    }
}
