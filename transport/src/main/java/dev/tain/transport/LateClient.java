package dev.tain.transport;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A client transport behind a {@link DelayLine}. See {@link LatencySimulation}. */
final class LateClient implements ClientTransport, ClientTransport.Listener, DelayLine.Exit {
    private final ClientTransport inner;
    private final NetworkConditions conditions;
    private final Random random;
    private @Nullable DelayLine line; // from connected to the end
    private @Nullable Listener polling; // during a poll only

    LateClient(ClientTransport inner, NetworkConditions conditions, Random random) {
        this.inner = inner;
        this.conditions = conditions;
        this.random = random;
    }

    @Override
    public void connect() {
        inner.connect();
    }

    @Override
    public void poll(long nowNanos, Listener listener) {
        if (release(nowNanos)) {
            inner.flush(nowNanos);
        }
        polling = listener;
        try {
            inner.poll(nowNanos, this);
        } finally {
            polling = null;
        }
    }

    @Override
    public void connected(PeerAddress server) {
        line = new DelayLine(conditions, random);
        if (polling != null) {
            polling.connected(server);
        }
    }

    @Override
    public void received(Channel channel, byte[] bytes, int offset, int length) {
        if (polling != null && line != null) {
            polling.received(channel, bytes, offset, length);
        }
    }

    @Override
    public void disconnected(DisconnectReason reason, String detail) {
        line = null;
        if (polling != null) {
            polling.disconnected(reason, detail);
        }
    }

    @Override
    public void send(Channel channel, byte[] bytes, int offset, int length) {
        PacketBounds.check(channel, bytes, offset, length, inner.maxPacketBytes(channel));
        if (line != null) {
            line.take(channel, bytes, offset, length);
        }
    }

    @Override
    public void flush(long nowNanos) {
        if (line != null) {
            line.flush(nowNanos);
            release(nowNanos);
        }
        inner.flush(nowNanos);
    }

    @Override
    public int queuedBytes() {
        return line == null ? 0 : line.takenBytes() + inner.queuedBytes();
    }

    /** Hurries what is under way: whoever disconnects may never call again. */
    @Override
    public void disconnect() {
        DelayLine ended = line;
        line = null;
        if (ended != null) {
            ended.hurry(this);
        }
        inner.disconnect();
    }

    @Override
    public void abort() {
        line = null;
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

    /** A packet is through. */
    @Override
    public void packet(Channel channel, byte[] bytes, int offset, int length) {
        inner.send(channel, bytes, offset, length);
    }

    private boolean release(long nowNanos) {
        DelayLine current = line;
        if (current == null) {
            return false;
        }
        current.release(nowNanos, this);
        return true;
    }
}
