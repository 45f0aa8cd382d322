package dev.tain.interest;

import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;

/**
 * Decides who observes an object of default visibility. Asked when an object is spawned, when a client becomes ready, and
 * when the server is told to rebuild observers; the answer holds until then. An owner always observes its object.
 */
@FunctionalInterface
public interface InterestManagement {
    /** Whether a client that is ready observes the object. Must not spawn, destroy or move objects. */
    boolean observes(NetworkConnection client, NetworkIdentity object);
}
