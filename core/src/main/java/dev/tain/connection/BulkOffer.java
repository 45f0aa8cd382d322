package dev.tain.connection;

import org.jspecify.annotations.Nullable;

/**
 * What is to be sent beside the game's traffic: a map, a screenshot.
 *
 * @param name for the receiver, at most {@link #NAME_LENGTH_MAX} characters; never a path to be trusted
 * @param size in bytes, exactly
 * @param header a small message of the game's own that travels with the offer, or null; at most
 *     {@link #HEADER_BYTES_MAX} bytes
 */
public record BulkOffer(String name, long size, @Nullable NetworkMessage header) {
    public static final int NAME_LENGTH_MAX = 256;
    public static final int HEADER_BYTES_MAX = 1024;

    public BulkOffer {
        if (name.length() > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "The name has " + name.length() + " characters; it takes at most " + NAME_LENGTH_MAX + ".");
        }
        if (size < 0) {
            throw new IllegalArgumentException("The size is " + size + "; it takes 0 or more.");
        }
    }

    /** An offer without a header. */
    public BulkOffer(String name, long size) {
        this(name, size, null);
    }
}
