package dev.tain.rewind;

/**
 * Marks a behaviour whose {@code @SyncVar} fields are set back while a shot is judged: stance, shield, whatever decides
 * about a hit besides where the object is. A {@link LagCompensator} of the same object keeps their history.
 */
public interface Rewindable {}
