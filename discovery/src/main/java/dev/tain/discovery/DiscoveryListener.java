package dev.tain.discovery;

import dev.tain.connection.NetworkMessage;

/** Hears which servers there are, per server {@code found changed* lost}. */
public interface DiscoveryListener<T extends NetworkMessage> {
    /** A server answered for the first time. */
    default void found(DiscoveredServer<T> server) {}

    /** What it says of itself, or where it is, is another than before. */
    default void changed(DiscoveredServer<T> server) {}

    /** It has not answered for three intervals. */
    default void lost(DiscoveredServer<T> server) {}
}
