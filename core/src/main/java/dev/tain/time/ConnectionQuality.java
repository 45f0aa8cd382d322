package dev.tain.time;

/** How well a connection serves a game, in a word for players: by its round trip and the unevenness of it. */
public enum ConnectionQuality {
    /** Not known yet. */
    ESTIMATING,
    POOR,
    FAIR,
    GOOD,
    EXCELLENT;

    /**
     * @param rtt round-trip time, seconds
     * @param jitter its standard deviation, seconds
     */
    public static ConnectionQuality of(double rtt, double jitter) {
        if (rtt <= 0.1 && jitter <= 0.02) {
            return EXCELLENT;
        }
        if (rtt <= 0.2 && jitter <= 0.04) {
            return GOOD;
        }
        if (rtt <= 0.4 && jitter <= 0.1) {
            return FAIR;
        }
        return POOR;
    }
}
