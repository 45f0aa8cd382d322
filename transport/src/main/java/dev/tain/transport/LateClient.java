package dev.tain.transport;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A client transport behind a {@link DelayLine}. See {@link LatencySimulation}. */
final class LateClient extends ClientMiddleware implements DelayLine.Exit {
    private final NetworkConditions conditions;
    private final Random random;
    private @Nullable DelayLine line; // from connected to the end

    LateClient(ClientTransport inner, NetworkConditions conditions, Random random) {
        super(inner);
        this.conditions = conditions;
        this.random = random;
    }

    @Override
    public void poll(long nowNanos, Listener listener) {
        if (release(nowNanos)) {
            inner.flush(nowNanos);
        }
        super.poll(nowNanos, listener);
    }

    @Override
    public void connected(PeerAddress server) {
        line = new DelayLine(conditions, random);
        super.connected(server);
    }

    @Override
    public void received(Channel channel, byte[] bytes, int offset, int length) {
        if (line != null) {
            super.received(channel, bytes, offset, length);
        }
    }

    @Override
    public void disconnected(DisconnectReason reason, String detail) {
        line = null;
        super.disconnected(reason, detail);
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

    /** Everything waits in one line. */
    @Override
    public long roundTripNanos() {
        return -1; // what the inner one measures is not what comes late
    }

    @Override
    public boolean hasBulkLane() {
        return false;
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
