package dev.tain.manager;

/** What a {@link NetworkManager} is at the moment. */
public enum NetworkManagerMode {
    /** Nothing was started, or everything has stopped. */
    OFFLINE,
    /** A server without a player at this machine. */
    SERVER_ONLY,
    /** A client of a server elsewhere. */
    CLIENT_ONLY,
    /** A server, and a client joined to it by memory. */
    HOST;

    /** Whether there is a server. */
    public boolean isServer() {
        return this == SERVER_ONLY || this == HOST;
    }

    /** Whether there is a client. */
    public boolean isClient() {
        return this == CLIENT_ONLY || this == HOST;
    }
}
