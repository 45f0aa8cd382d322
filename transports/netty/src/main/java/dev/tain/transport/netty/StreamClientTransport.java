package dev.tain.transport.netty;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PacketBounds;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A client over a stream, from the {@link Stages} of a protocol. Both channels travel on the one stream and are reported
 * as {@link Channel#RELIABLE}.
 *
 * <p>A name with several addresses is tried at each of them, a quarter of a second apart, until one answers; so
 * {@code localhost} finds a server on either IP version. The wildcard addresses stand for this machine. One thread
 * drives it, as {@link ClientTransport} says; its I/O thread is a daemon named {@code tain-tcp-client} or as the scheme
 * is, made by {@code connect} and ended with the connection.
 *
 * <p>A program may disconnect and return from {@code main}: it stays alive until what was sent has left, for the linger
 * time at most. {@code System.exit} does not wait for that.
 */
public abstract class StreamClientTransport implements ClientTransport {
    private final HostAddress address;
    private final SocketSettings settings;
    private final ClientWay way;
    private final Stages stages;
    private final ByteBufAllocator allocator;
    private final HostResolver resolver;
    private @Nullable ClientRun run;
    private @Nullable Listener polling; // during a poll only

    /** @throws IllegalArgumentException if the address has port 0 */
    protected StreamClientTransport(
            HostAddress address,
            SocketSettings settings,
            Stages stages,
            ByteBufAllocator allocator,
            HostResolver resolver) {
        this(address, settings, ClientWay.tcp(), stages, allocator, resolver);
    }

    /** Over another network than TCP's. */
    protected StreamClientTransport(
            HostAddress address,
            SocketSettings settings,
            ClientWay way,
            Stages stages,
            ByteBufAllocator allocator,
            HostResolver resolver) {
        address.checkForClient();
        this.way = way;
        this.address = address;
        this.settings = settings;
        this.stages = stages;
        this.allocator = allocator;
        this.resolver = resolver;
    }

    @Override
    public void connect() {
        if (run != null) {
            throw new IllegalStateException("This client of " + address.scheme() + "://" + address
                    + " is connected or connecting; disconnect it first.");
        }
        ClientRun started = new ClientRun(address, settings, way, stages, allocator, resolver, this::received);
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
        StreamConnection connection = polled.connection();
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

    private void received(StreamConnection connection, Channel channel, byte[] bytes, int offset, int length) {
        if (polling != null) {
            polling.received(channel, bytes, offset, length);
        }
    }

    @Override
    public void send(Channel channel, byte[] bytes, int offset, int length) {
        PacketBounds.check(channel, bytes, offset, length, maxPacketBytes(channel));
        StreamConnection connection = connected();
        if (connection != null) {
            connection.send(bytes, offset, length, channel == Channel.RELIABLE);
        }
    }

    @Override
    public void flush(long nowNanos) {
        StreamConnection connection = connected();
        if (connection != null) {
            WriteQueue queue = connection.handOver();
            if (queue != null) {
                queue.submit();
            }
        }
    }

    @Override
    public int queuedBytes() {
        StreamConnection connection = connected();
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

    @Override
    public boolean isEncrypted() {
        return stages.isEncrypted();
    }

    /** The connection the listener knows of. */
    private @Nullable StreamConnection connected() {
        return run == null || run.connection().id() == 0 ? null : run.connection();
    }
}
