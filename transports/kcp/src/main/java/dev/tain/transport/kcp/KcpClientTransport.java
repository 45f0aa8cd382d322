package dev.tain.transport.kcp;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PacketBounds;
import dev.tain.transport.kcp.engine.Parameters;
import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.HostResolver;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a KCP server over UDP, Mirror's or Tain's.
 *
 * <p>A name with several addresses is tried at each of them, a quarter of a second apart, until one answers; so
 * {@code localhost} finds a server on either IP version. The wildcard addresses stand for this machine. One thread
 * drives it, as {@link ClientTransport} says; its I/O thread is a daemon named {@code tain-kcp-client}, made by
 * {@code connect} and ended with the connection.
 *
 * <p>A program may disconnect and return from {@code main}: it stays alive until what was sent has arrived, for the
 * linger time at most. {@code System.exit} does not wait for that.
 */
public final class KcpClientTransport implements ClientTransport {
    private final HostAddress address;
    private final KcpSettings settings;
    private final Parameters parameters;
    private final HostResolver resolver;
    private @Nullable KcpClientRun run;

    public KcpClientTransport(URI address, KcpSettings settings) {
        this(address, settings, HostResolver.ofSystem());
    }

    /** With names of a test's own. */
    KcpClientTransport(URI address, KcpSettings settings, HostResolver resolver) {
        this.resolver = resolver;
        this.address = KcpTransportProvider.address(address);
        this.address.checkForClient();
        this.settings = settings.with(this.address);
        parameters = this.settings.parameters();
    }

    @Override
    public void connect() {
        if (run != null) {
            throw new IllegalStateException(
                    "This client of kcp://" + address + " is connected or connecting; disconnect it first.");
        }
        KcpClientRun started = new KcpClientRun(address, settings, resolver);
        run = started;
        started.begin();
    }

    @Override
    public void poll(long nowNanos, Listener listener) {
        KcpClientRun polled = run;
        if (polled == null || !polled.hasNews()) {
            return;
        }
        boolean isListenerFine = false;
        try {
            DisconnectReason ending = polled.poll(listener);
            if (ending != null) {
                run = null;
                listener.disconnected(ending, polled.endingDetail());
            }
            isListenerFine = true;
        } finally {
            if (!isListenerFine && run == polled) {
                abort(); // it may have missed something: nothing after that makes sense
            }
        }
    }

    @Override
    public void send(Channel channel, byte[] bytes, int offset, int length) {
        PacketBounds.check(
                channel == Channel.BULK ? Channel.RELIABLE : channel, bytes, offset, length, maxPacketBytes(channel));
        if (run != null) {
            run.send(channel, bytes, offset, length);
        }
    }

    @Override
    public void flush(long nowNanos) {
        if (run != null) {
            run.flush();
        }
    }

    @Override
    public int queuedBytes() {
        return run == null ? 0 : run.queuedBytes();
    }

    @Override
    public void disconnect() {
        KcpClientRun ended = run;
        run = null;
        if (ended != null) {
            ended.disconnect();
        }
    }

    @Override
    public void abort() {
        KcpClientRun ended = run;
        run = null;
        if (ended != null) {
            ended.abort();
        }
    }

    @Override
    public int maxPacketBytes(Channel channel) {
        return parameters.maxPacketBytes(channel);
    }

    @Override
    public long roundTripNanos() {
        return run == null ? -1 : run.roundTripNanos();
    }

    @Override
    public boolean hasBulkLane() {
        return true;
    }

    @Override
    public int batchBytes(Channel channel) {
        return parameters.batchBytes(channel);
    }
}
