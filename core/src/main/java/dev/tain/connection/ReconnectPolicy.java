package dev.tain.connection;

import java.time.Duration;

/**
 * When a client whose connection was suspended tries to come back: after {@code firstPause}, then after pauses that
 * double up to {@code longestPause}, each shortened by up to half so that not all clients of a server come at once, until
 * the server's grace period is over.
 *
 * @param automatic false if it tries only when {@code reconnect()} is called
 * @param firstPause from the loss to the first attempt
 * @param longestPause between two attempts
 */
public record ReconnectPolicy(boolean automatic, Duration firstPause, Duration longestPause) {
    public ReconnectPolicy {
        if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0 || longestPause.toDays() > 1) {
            throw new IllegalArgumentException("The pauses are " + firstPause + " and " + longestPause
                    + "; the first takes 0 or more, the longest at least as much, and at most a day.");
        }
    }

    /** By itself, after 0.25 s, then with pauses of up to 5 s. */
    public static ReconnectPolicy automatically() {
        return new ReconnectPolicy(true, Duration.ofMillis(250), Duration.ofSeconds(5));
    }

    /** Only when the game says so. */
    public static ReconnectPolicy byHand() {
        return new ReconnectPolicy(false, Duration.ZERO, Duration.ZERO);
    }
}
