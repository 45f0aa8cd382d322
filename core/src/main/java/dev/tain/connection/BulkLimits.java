package dev.tain.connection;

import java.time.Duration;

/**
 * How much one connection may transfer beside the game's traffic.
 *
 * @param sizeBytesMax the largest transfer that is received; a larger offer is refused without asking the game
 * @param transfersMax how many may be under way at once, each way
 * @param windowBytes how many bytes a sender may be ahead of this receiver: bounds what a transfer can fill of the link
 * @param idleTimeout how long nothing may move, and an offer may stay without an answer
 */
public record BulkLimits(long sizeBytesMax, int transfersMax, int windowBytes, Duration idleTimeout) {
    public BulkLimits {
        if (sizeBytesMax < 0 || transfersMax < 1 || transfersMax > 256) {
            throw new IllegalArgumentException("sizeBytesMax is " + sizeBytesMax + " and transfersMax " + transfersMax
                    + "; they take 0 or more, and 1 to 256.");
        }
        if (windowBytes < 8 << 10 || windowBytes > 16 << 20) {
            throw new IllegalArgumentException("windowBytes is " + windowBytes + "; it takes 8 KiB to 16 MiB.");
        }
        if (idleTimeout.isNegative() || idleTimeout.isZero() || idleTimeout.toDays() > 1) {
            throw new IllegalArgumentException("idleTimeout is " + idleTimeout + "; it takes up to a day.");
        }
    }

    /** 64 MiB, four at once, a window of 1 MiB, 30 seconds. */
    public static BulkLimits defaults() {
        return new BulkLimits(64 << 20, 4, 1 << 20, Duration.ofSeconds(30));
    }

    /** The same with another largest size. */
    public BulkLimits withSizeBytesMax(long bytes) {
        return new BulkLimits(bytes, transfersMax, windowBytes, idleTimeout);
    }
}
