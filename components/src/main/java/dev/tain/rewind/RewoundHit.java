package dev.tain.rewind;

import dev.tain.object.NetworkIdentity;
import dev.tain.value.Vector3;

/**
 * What a shot hit.
 *
 * @param object the server's
 * @param distance from where it was fired
 * @param point where, in the world as the shooter saw it
 */
public record RewoundHit(NetworkIdentity object, double distance, Vector3 point) {}
