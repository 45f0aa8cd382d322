package dev.tain.transport.kcp.engine;

/** The client's side of kcp2k: one connection, from the hello on. It belongs to one thread. */
public final class KcpClientEngine {
    private final KcpPeer peer;

    /** Begins to connect: the first {@link #advance} says hello. */
    public KcpClientEngine(
            Parameters parameters, KcpPeer.Wire wire, KcpPeer.Listener listener, Object server, int now) {
        this(parameters, wire, listener, server, now, 0);
    }

    KcpClientEngine(
            Parameters parameters,
            KcpPeer.Wire wire,
            KcpPeer.Listener listener,
            Object server,
            int now,
            int firstNumber) {
        peer = new KcpPeer(parameters, new SegmentPool(parameters), wire, listener, server, 0, now, firstNumber);
    }

    public KcpPeer peer() {
        return peer;
    }

    /** Takes a datagram of the server's. */
    public void receive(byte[] bytes, int offset, int length, int now) {
        peer.hear(bytes, offset, length, now);
    }

    /**
     * Does what is due.
     *
     * @return when it is to be called next, if nothing happens before
     */
    public int advance(int now) {
        peer.advance(now);
        return peer.nextAdvance(now);
    }
}
