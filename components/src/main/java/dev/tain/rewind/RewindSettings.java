package dev.tain.rewind;

/**
 * How far back a shot may be judged. What a player saw lies back by the way there and back, which is capped, and by what
 * the client waits to show motion evenly, for which there is an allowance. Both together are the most a client gains that
 * says it saw something old.
 *
 * @param capSeconds for the way there and back; 0.25 by default
 * @param interpolationSeconds for interpolation, for the ticks that both sides wait for and the queue of predicted inputs; 0.2 by
 *     default
 * @param beyond what becomes of a shot from further back; refused by default
 */
public record RewindSettings(double capSeconds, double interpolationSeconds, Beyond beyond) {
    /** What becomes of a shot from too far back. */
    public enum Beyond {
        /** It hits nothing. */
        REFUSE,
        /** It is judged by what was seen at the limit: the player has to aim ahead for the rest. */
        CLAMP
    }

    public RewindSettings {
        if (!(capSeconds >= 0 && capSeconds <= 1)) {
            throw new IllegalArgumentException("capSeconds is " + capSeconds + "; it takes 0 to 1.");
        }
        if (!(interpolationSeconds >= 0 && interpolationSeconds <= 1)) {
            throw new IllegalArgumentException(
                    "interpolationSeconds is " + interpolationSeconds + "; it takes 0 to 1.");
        }
    }

    public static RewindSettings defaults() {
        return new RewindSettings(0.25, 0.2, Beyond.REFUSE);
    }

    /** The most that anything is rewound, in seconds. */
    public double limitSeconds() {
        return capSeconds + interpolationSeconds;
    }
}
