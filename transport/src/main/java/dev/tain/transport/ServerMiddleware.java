package dev.tain.transport;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server transport that changes something about another one: compresses, records, counts, drops. Passes everything through
 * by itself; override what is to be different, and call {@code super} or {@link #inner} for the rest. Whoever makes packets
 * larger makes {@link #maxPacketBytes} and {@link #batchBytes} smaller.
 *
 * <p>It is itself the listener of what it wraps: {@code received} is on the way in what {@code send} is on the way out.
 */
public abstract class ServerMiddleware implements ServerTransport, ServerTransport.Listener {
    /** What is wrapped. */
    protected final ServerTransport inner;

    private @Nullable Listener polling; // during a poll only

    /** @param inner belongs to this one from now on */
    protected ServerMiddleware(ServerTransport inner) {
        this.inner = inner;
    }

    @Override
    public void start() {
        inner.start();
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
    public void connected(int connectionId, PeerAddress address) {
        if (polling != null) {
            polling.connected(connectionId, address);
        }
    }

    @Override
    public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
        if (polling != null) {
            polling.received(connectionId, channel, bytes, offset, length);
        }
    }

    @Override
    public void disconnected(int connectionId, DisconnectReason reason, String detail) {
        if (polling != null) {
            polling.disconnected(connectionId, reason, detail);
        }
    }

    @Override
    public void send(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
        inner.send(connectionId, channel, bytes, offset, length);
    }

    @Override
    public void flush(long nowNanos) {
        inner.flush(nowNanos);
    }

    @Override
    public int queuedBytes(int connectionId) {
        return inner.queuedBytes(connectionId);
    }

    @Override
    public void disconnect(int connectionId) {
        inner.disconnect(connectionId);
    }

    @Override
    public void abort(int connectionId) {
        inner.abort(connectionId);
    }

    @Override
    public int maxPacketBytes(Channel channel) {
        return inner.maxPacketBytes(channel);
    }

    @Override
    public int batchBytes(Channel channel) {
        return inner.batchBytes(channel);
    }

    /** As much smaller than that of what is wrapped as {@link #batchBytes(Channel)} is. */
    @Override
    public int batchBytes(int connectionId, Channel channel) {
        int taken = inner.batchBytes(channel) - batchBytes(channel);
        return Math.max(1, inner.batchBytes(connectionId, channel) - taken);
    }

    @Override
    public boolean isEncrypted(int connectionId) {
        return inner.isEncrypted(connectionId);
    }

    @Override
    public long roundTripNanos(int connectionId) {
        return inner.roundTripNanos(connectionId);
    }

    @Override
    public boolean hasBulkLane(int connectionId) {
        return inner.hasBulkLane(connectionId);
    }

    @Override
    public URI address() {
        return inner.address();
    }

    @Override
    public List<URI> addresses() {
        return inner.addresses();
    }

    @Override
    public void stop() {
        inner.stop();
    }
}
