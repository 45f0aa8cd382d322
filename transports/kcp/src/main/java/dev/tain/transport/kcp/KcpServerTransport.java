package dev.tain.transport.kcp;

import dev.tain.transport.Channel;
import dev.tain.transport.PacketBounds;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.kcp.engine.Parameters;
import dev.tain.transport.netty.HostAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Listens for KCP over UDP, as Mirror's KcpTransport does. A reliable packet is cut into datagrams and put together
 * again; an unreliable one is one datagram.
 *
 * <p>The wildcard addresses {@code 0.0.0.0} and {@code [::]} take datagrams of both IP versions where the system has
 * both. One thread drives it, as {@link ServerTransport} says; its I/O thread is a daemon named {@code tain-kcp-server},
 * which acknowledges and sends again at its own pace, however rarely the game ticks.
 */
public final class KcpServerTransport implements ServerTransport {
    private final HostAddress configured;
    private final KcpSettings settings;
    private final Parameters parameters;
    private @Nullable KcpServerRun run;
    private HostAddress address;

    public KcpServerTransport(URI address, KcpSettings settings) {
        configured = KcpTransportProvider.address(address);
        this.settings = settings.with(configured);
        parameters = this.settings.parameters();
        this.address = configured;
    }

    /** Waits until the port is taken. */
    @Override
    public void start() {
        if (run != null) {
            throw new IllegalStateException("kcp://" + address + " is started already; stop it first.");
        }
        KcpServerRun started = KcpServerRun.start(configured, settings);
        address = configured.withPort(started.port());
        run = started;
    }

    @Override
    public void poll(long nowNanos, Listener listener) {
        if (run != null) {
            run.poll(listener);
        }
    }

    @Override
    public void send(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
        PacketBounds.check(
                channel == Channel.BULK ? Channel.RELIABLE : channel, bytes, offset, length, maxPacketBytes(channel));
        if (run != null) {
            run.send(connectionId, channel, bytes, offset, length);
        }
    }

    @Override
    public void flush(long nowNanos) {
        if (run != null) {
            run.flush();
        }
    }

    @Override
    public int queuedBytes(int connectionId) {
        return run == null ? 0 : run.queuedBytes(connectionId);
    }

    @Override
    public void disconnect(int connectionId) {
        if (run != null) {
            run.disconnect(connectionId);
        }
    }

    @Override
    public void abort(int connectionId) {
        if (run != null) {
            run.abort(connectionId);
        }
    }

    @Override
    public int maxPacketBytes(Channel channel) {
        return parameters.maxPacketBytes(channel);
    }

    @Override
    public long roundTripNanos(int connectionId) {
        return run == null ? -1 : run.roundTripNanos(connectionId);
    }

    @Override
    public boolean hasBulkLane(int connectionId) {
        return true;
    }

    @Override
    public int batchBytes(Channel channel) {
        return parameters.batchBytes(channel);
    }

    @Override
    public URI address() {
        return address.uri();
    }

    /** Waits until everything is closed: a moment when the other sides answer, the linger time and a little at most. */
    @Override
    public void stop() {
        KcpServerRun stopped = run;
        run = null;
        if (stopped != null) {
            stopped.stop();
        }
    }

    /** Connections that the engine holds, with those that are saying goodbye; for tests. */
    int heldConnections() {
        return run == null ? 0 : run.size();
    }
}
