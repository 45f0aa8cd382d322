package dev.tain.testing;

/**
 * What a link takes, in one direction.
 *
 * @param bytesPerSecond what leaves in order, one byte behind the other; 0 for no limit. Counts reliable packets only
 * @param loss the probability that a piece of the reliable stream is lost and sent again: it, and all behind it, come
 *     later
 * @param retransmissionMillis by so much
 */
public record LinkSpeed(int bytesPerSecond, double loss, int retransmissionMillis) {
    public LinkSpeed {
        if (bytesPerSecond < 0 || !(loss >= 0 && loss <= 1) || retransmissionMillis < 0) {
            throw new IllegalArgumentException("bytesPerSecond is " + bytesPerSecond + ", loss " + loss
                    + ", retransmissionMillis " + retransmissionMillis + "; they take 0 or more, and 0 to 1 for loss.");
        }
    }

    /** As fast as one likes, and nothing is ever lost. */
    public static LinkSpeed unlimited() {
        return new LinkSpeed(0, 0, 0);
    }
}
