package dev.tain.transport;

import org.jspecify.annotations.Nullable;

/**
 * A client transport that changes something about another one: compresses, records, counts, drops. Passes everything through
 * by itself; override what is to be different, and call {@code super} or {@link #inner} for the rest. Whoever makes packets
 * larger makes {@link #maxPacketBytes} and {@link #batchBytes} smaller.
 *
 * <p>It is itself the listener of what it wraps: {@code received} is on the way in what {@code send} is on the way out.
 */
public abstract class ClientMiddleware implements ClientTransport, ClientTransport.Listener {
    /** What is wrapped. */
    protected final ClientTransport inner;

    private @Nullable Listener polling; // during a poll only

    /** @param inner belongs to this one from now on */
    protected ClientMiddleware(ClientTransport inner) {
        this.inner = inner;
    }

    @Override
    public void connect() {
        inner.connect();
    }

    @Override
    public void poll(long nowNanos, Listener listener) {
        polling = listener;
        try {
            inner.poll(nowNanos, this);
        } finally {
            polling = null;
        }
    }

    @Override
    public void connected(PeerAddress server) {
        if (polling != null) {
            polling.connected(server);
        }
    }

    @Override
    public void received(Channel channel, byte[] bytes, int offset, int length) {
        if (polling != null) {
            polling.received(channel, bytes, offset, length);
        }
    }

    @Override
    public void disconnected(DisconnectReason reason, String detail) {
        if (polling != null) {
            polling.disconnected(reason, detail);
        }
    }

    @Override
    public void send(Channel channel, byte[] bytes, int offset, int length) {
        inner.send(channel, bytes, offset, length);
    }

    @Override
    public void flush(long nowNanos) {
        inner.flush(nowNanos);
    }

    @Override
    public int queuedBytes() {
        return inner.queuedBytes();
    }

    @Override
    public void disconnect() {
        inner.disconnect();
    }

    @Override
    public void abort() {
        inner.abort();
    }

    @Override
    public int maxPacketBytes(Channel channel) {
        return inner.maxPacketBytes(channel);
    }

    @Override
    public int batchBytes(Channel channel) {
        return inner.batchBytes(channel);
    }

    @Override
    public boolean isEncrypted() {
        return inner.isEncrypted();
    }

    @Override
    public long roundTripNanos() {
        return inner.roundTripNanos();
    }

    @Override
    public boolean hasBulkLane() {
        return inner.hasBulkLane();
    }
}
