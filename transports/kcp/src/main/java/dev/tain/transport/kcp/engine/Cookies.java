package dev.tain.transport.kcp.engine;

/** Makes what proves that somebody hears at an address. Keyed, so that nobody can guess it. */
public interface Cookies {
    /**
     * @param address where a datagram came from
     * @param round grows every few seconds, so that a cookie does not last
     * @param before the cookie of the connection that this address has now, or 0
     * @return anything; the same for the same arguments
     */
    int cookie(Object address, int round, int before);
}
