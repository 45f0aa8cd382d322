package dev.tain.testing.object;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import java.util.ArrayList;
import java.util.List;

/**
 * A client's transport that can be made to fail on the client's side alone: the server's end of the link goes on and
 * hears nothing, as with a telephone that left its network.
 */
final class Tunnel implements ClientTransport {
    private final ClientTransport inner;
    final List<Long> attempts = new ArrayList<>();
    private boolean blocked;
    private boolean lost;
    private boolean connecting;
    private long now;

    Tunnel(ClientTransport inner) {
        this.inner = inner;
    }

    ClientTransport inner() {
        return inner;
    }

    /** From now on nothing gets through, and no new connection either. */
    void block() {
        blocked = true;
        lost = true;
    }

    void unblock() {
        blocked = false;
    }

    @Override
    public void connect() {
        attempts.add(now);
        if (blocked) {
            connecting = true;
        } else {
            inner.connect();
        }
    }

    @Override
    public void poll(long nowNanos, Listener listener) {
        now = nowNanos;
        if (lost) {
            lost = false;
            listener.disconnected(DisconnectReason.CONNECTION_LOST, "the tunnel is blocked");
        } else if (connecting) {
            connecting = false;
            listener.disconnected(DisconnectReason.UNREACHABLE, "the tunnel is blocked");
        } else if (!blocked) {
            inner.poll(nowNanos, listener);
        }
    }

    @Override
    public void send(Channel channel, byte[] bytes, int offset, int length) {
        if (!blocked) {
            inner.send(channel, bytes, offset, length);
        }
    }

    @Override
    public void flush(long nowNanos) {
        if (!blocked) {
            inner.flush(nowNanos);
        }
    }

    @Override
    public int queuedBytes() {
        return blocked ? 0 : inner.queuedBytes();
    }

    @Override
    public void disconnect() {
        if (!blocked) {
            inner.disconnect();
        }
    }

    @Override
    public void abort() {
        connecting = false;
        lost = false;
        if (!blocked) {
            inner.abort();
        }
    }

    @Override
    public int maxPacketBytes(Channel channel) {
        return inner.maxPacketBytes(channel);
    }

    @Override
    public int batchBytes(Channel channel) {
        return inner.batchBytes(channel);
    }
}
