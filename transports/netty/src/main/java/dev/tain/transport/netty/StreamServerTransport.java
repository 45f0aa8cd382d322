package dev.tain.transport.netty;

import dev.tain.transport.Channel;
import dev.tain.transport.PacketBounds;
import dev.tain.transport.ServerTransport;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A server over a stream, from the {@link Stages} of a protocol. Both channels travel on the one stream and are reported
 * as {@link Channel#RELIABLE}, as the framing has no room for the difference; unreliable packets are dropped first when a
 * peer does not read.
 *
 * <p>The wildcard addresses {@code 0.0.0.0} and {@code [::]} take connections of both IP versions where the system has
 * both. One thread drives it, as {@link ServerTransport} says; its I/O threads are daemons named {@code tain-tcp-server}
 * or as the scheme is.
 */
public abstract class StreamServerTransport implements ServerTransport {
    private final HostAddress configured;
    private final SocketSettings settings;
    private final ServerWay way;
    private final Stages stages;
    private final ByteBufAllocator allocator;
    private final Refusals refusals = new Refusals();
    private @Nullable ServerRun run;
    private HostAddress address;

    /** @param address where to listen, and with the real port what {@link #address()} tells */
    protected StreamServerTransport(
            HostAddress address, SocketSettings settings, Stages stages, ByteBufAllocator allocator) {
        this(address, settings, ServerWay.tcp(), stages, allocator);
    }

    /** Over another network than TCP's. */
    protected StreamServerTransport(
            HostAddress address, SocketSettings settings, ServerWay way, Stages stages, ByteBufAllocator allocator) {
        this.way = way;
        configured = address;
        this.settings = settings;
        this.stages = stages;
        this.allocator = allocator;
        this.address = address;
    }

    /** Waits until the port is taken. */
    @Override
    public void start() {
        if (run != null) {
            throw new IllegalStateException(address.scheme() + "://" + address + " is started already; stop it first.");
        }
        ServerRun started = ServerRun.start(configured, settings, way, stages, refusals, allocator);
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
        PacketBounds.check(channel, bytes, offset, length, maxPacketBytes(channel));
        if (run != null) {
            run.send(connectionId, channel == Channel.RELIABLE, bytes, offset, length);
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
        StreamConnection connection = find(connectionId);
        return connection == null ? 0 : connection.queuedBytes();
    }

    @Override
    public void disconnect(int connectionId) {
        StreamConnection connection = find(connectionId);
        if (run != null && connection != null) {
            connection.disconnect();
            run.forget(connectionId);
        }
    }

    @Override
    public void abort(int connectionId) {
        StreamConnection connection = find(connectionId);
        if (run != null && connection != null) {
            connection.abort();
            run.forget(connectionId);
        }
    }

    @Override
    public int maxPacketBytes(Channel channel) {
        return settings.maxPacketBytes();
    }

    @Override
    public int batchBytes(Channel channel) {
        return settings.batchBytes();
    }

    @Override
    public boolean isEncrypted(int connectionId) {
        return stages.isEncrypted() && find(connectionId) != null;
    }

    @Override
    public URI address() {
        return address.uri();
    }

    /** Waits until everything is closed: a moment when the other sides answer, the linger time and a little at most. */
    @Override
    public void stop() {
        ServerRun stopped = run;
        run = null;
        if (stopped != null) {
            stopped.stop();
        }
    }

    /**
     * How many peers never got as far as a connection since this transport was made, as they failed the handshake of the
     * protocol. From any thread.
     */
    public long refusedCount() {
        return refusals.count();
    }

    /** Why the last of them did not; empty if there was none. From any thread. */
    public String lastRefusal() {
        return refusals.last();
    }

    /** Connections that hold a socket, with those that are saying goodbye; for tests. */
    protected int openSockets() {
        return run == null ? 0 : run.openSockets();
    }

    private @Nullable StreamConnection find(int connectionId) {
        return run == null ? null : run.find(connectionId);
    }
}
