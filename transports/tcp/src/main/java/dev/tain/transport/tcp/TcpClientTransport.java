package dev.tain.transport.tcp;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PacketBounds;
import io.netty.buffer.ByteBufAllocator;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a TCP server. Both channels travel on the one stream and are reported as {@link Channel#RELIABLE}.
 *
 * <p>A name with several addresses is tried at each of them, a quarter of a second apart, until one answers; so
 * {@code localhost} finds a server on either IP version. The wildcard addresses stand for this machine. One thread
 * drives it, as {@link ClientTransport} says; its I/O thread is a daemon named {@code tain-tcp-client}, made by
 * {@code connect} and ended with the connection.
 *
 * <p>A program may disconnect and return from {@code main}: it stays alive until what was sent has left, for the linger
 * time at most. {@code System.exit} does not wait for that.
 */
public final class TcpClientTransport implements ClientTransport, TcpConnection.Owner {
    private final TcpAddress address;
    private final TcpSettings settings;
    private final ByteBufAllocator allocator;
    private final ClientRun.Resolver resolver;
    private @Nullable ClientRun run;
    private @Nullable Listener polling; // during a poll only

    public TcpClientTransport(URI address, TcpSettings settings) {
        this(address, settings, ByteBufAllocator.DEFAULT);
    }

    /** With an allocator that a test can ask what is left. */
    TcpClientTransport(URI address, TcpSettings settings, ByteBufAllocator allocator) {
        this(address, settings, allocator, InetAddress::getAllByName);
    }

    /** With names of a test's own. */
    TcpClientTransport(URI address, TcpSettings settings, ByteBufAllocator allocator, ClientRun.Resolver resolver) {
        this.allocator = allocator;
        this.resolver = resolver;
        this.address = TcpAddress.of(address);
        this.settings = settings.with(this.address.query());
        if (this.address.port() == 0) {
            throw new IllegalArgumentException("\"" + address + "\" has port 0, which stands for any free one and is "
                    + "for servers. Take the address of the started server.");
        }
    }

    @Override
    public void connect() {
        if (run != null) {
            throw new IllegalStateException(
                    "This client of tcp://" + address + " is connected or connecting; disconnect it first.");
        }
        ClientRun started = new ClientRun(address, settings, allocator, resolver, this);
        run = started;
        started.begin();
    }

    @Override
    public void poll(long nowNanos, Listener listener) {
        ClientRun polled = run;
        if (polled == null || !polled.hasNews()) {
            return;
        }
        boolean isListenerFine = false;
        polling = listener;
        try {
            poll(polled, listener);
            isListenerFine = true;
        } finally {
            polling = null;
            if (!isListenerFine && run == polled) {
                abort(); // it may have missed something: nothing after that makes sense
            }
        }
    }

    private void poll(ClientRun polled, Listener listener) {
        TcpConnection connection = polled.connection();
        if (connection.id() == 0 && polled.isJoined()) {
            connection.introduce(1);
            listener.connected(connection.address());
        }
        DisconnectReason ending = connection.isDone() ? null : connection.poll();
        if (ending != null) {
            run = null;
            polled.end();
            listener.disconnected(ending, connection.endingDetail());
        }
    }

    @Override
    public void received(TcpConnection connection, byte[] bytes, int offset, int length) {
        if (polling != null) {
            polling.received(Channel.RELIABLE, bytes, offset, length);
        }
    }

    @Override
    public void send(Channel channel, byte[] bytes, int offset, int length) {
        PacketBounds.check(channel, bytes, offset, length, settings.maxPacketBytes());
        TcpConnection connection = connected();
        if (connection != null) {
            connection.send(bytes, offset, length, channel == Channel.RELIABLE);
        }
    }

    @Override
    public void flush(long nowNanos) {
        TcpConnection connection = connected();
        if (connection != null) {
            WriteQueue queue = connection.handOver();
            if (queue != null) {
                queue.submit();
            }
        }
    }

    @Override
    public int queuedBytes() {
        TcpConnection connection = connected();
        return connection == null ? 0 : connection.queuedBytes();
    }

    @Override
    public void disconnect() {
        ClientRun ended = run;
        run = null;
        if (ended != null) {
            ended.disconnect();
        }
    }

    @Override
    public void abort() {
        ClientRun ended = run;
        run = null;
        if (ended != null) {
            ended.abort();
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

    /** The connection the listener knows of. */
    private @Nullable TcpConnection connected() {
        return run == null || run.connection().id() == 0 ? null : run.connection();
    }
}
