package dev.tain.wire;

/**
 * How strict a {@link NetworkReader} is.
 *
 * @param canonical whether a value may be written in one way only: shortest variable-length integers, booleans of 0
 *     or 1, zero padding bits
 * @param maxCount the most elements a collection, array or map may claim, whatever bytes follow
 */
public record ReaderPolicy(boolean canonical, int maxCount) {
    /** The native dialect's policy: one way to write each value, at most 16 777 216 elements (Mirror's own limit). */
    public static final ReaderPolicy STRICT = new ReaderPolicy(true, 1 << 24);
}
