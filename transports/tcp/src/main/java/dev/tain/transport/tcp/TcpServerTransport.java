package dev.tain.transport.tcp;

import dev.tain.transport.Channel;
import dev.tain.transport.PacketBounds;
import dev.tain.transport.ServerTransport;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Listens for TCP connections. Both channels travel on the one stream and are reported as {@link Channel#RELIABLE}, as
 * the framing has no room for the difference; unreliable packets are dropped first when a peer does not read.
 *
 * <p>The wildcard addresses {@code 0.0.0.0} and {@code [::]} take connections of both IP versions where the system has
 * both. One thread drives it, as {@link ServerTransport} says; its I/O threads are daemons named {@code tain-tcp-server}.
 */
public final class TcpServerTransport implements ServerTransport {
    private final TcpAddress configured;
    private final TcpSettings settings;
    private final ByteBufAllocator allocator;
    private @Nullable ServerRun run;
    private TcpAddress address;

    public TcpServerTransport(URI address, TcpSettings settings) {
        this(address, settings, ByteBufAllocator.DEFAULT);
    }

    /** With an allocator that a test can ask what is left. */
    TcpServerTransport(URI address, TcpSettings settings, ByteBufAllocator allocator) {
        this.allocator = allocator;
        configured = TcpAddress.of(address);
        this.settings = settings.with(configured.query());
        this.address = configured;
    }

    /** Waits until the port is taken. */
    @Override
    public void start() {
        if (run != null) {
            throw new IllegalStateException("tcp://" + address + " is started already; stop it first.");
        }
        ServerRun started = ServerRun.start(configured, settings, allocator);
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
        PacketBounds.check(channel, bytes, offset, length, settings.maxPacketBytes());
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
        TcpConnection connection = find(connectionId);
        return connection == null ? 0 : connection.queuedBytes();
    }

    @Override
    public void disconnect(int connectionId) {
        TcpConnection connection = find(connectionId);
        if (run != null && connection != null) {
            connection.disconnect();
            run.forget(connectionId);
        }
    }

    @Override
    public void abort(int connectionId) {
        TcpConnection connection = find(connectionId);
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

    /** Connections that hold a socket, with those that are saying goodbye; for tests. */
    int openSockets() {
        return run == null ? 0 : run.openSockets();
    }

    private @Nullable TcpConnection find(int connectionId) {
        return run == null ? null : run.find(connectionId);
    }
}
