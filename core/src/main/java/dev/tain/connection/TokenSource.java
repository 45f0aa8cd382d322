package dev.tain.connection;

/**
 * Where bytes come from that nobody can guess, for the tokens of sessions. {@code tain-run} has one, found by itself. It
 * must be a cryptographic source: whoever guesses a token takes over a player. Called on the thread that ticks.
 */
@FunctionalInterface
public interface TokenSource {
    /** A new array of so many bytes. */
    byte[] randomBytes(int count);
}
