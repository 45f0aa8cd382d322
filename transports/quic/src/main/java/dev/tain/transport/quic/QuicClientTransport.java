package dev.tain.transport.quic;

import dev.tain.transport.Channel;
import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.HostResolver;
import dev.tain.transport.netty.StreamClientTransport;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;

/** Connects to a QUIC server, which it checks as {@code tls://} does. */
public final class QuicClientTransport extends StreamClientTransport {
    /** @throws IllegalArgumentException if the address makes no sense, saying why */
    public QuicClientTransport(URI address, QuicSettings settings) {
        this(QuicTransportProvider.addressOf(address), settings);
    }

    private QuicClientTransport(HostAddress address, QuicSettings settings) {
        this(settings.with(address, false), address);
    }

    private QuicClientTransport(QuicSettings chosen, HostAddress address) {
        super(
                address,
                chosen.sockets(),
                new QuicClientWay(address, chosen.tls().trust(), chosen),
                new QuicStages(false),
                ByteBufAllocator.DEFAULT,
                HostResolver.ofSystem());
    }

    /**
     * Begins to connect.
     *
     * @throws dev.tain.transport.TransportException if this platform has no native library for it
     */
    @Override
    public void connect() {
        NativeLibrary.require();
        super.connect();
    }

    @Override
    public int maxPacketBytes(Channel channel) {
        return channel == Channel.RELIABLE ? super.maxPacketBytes(channel) : QuicLimits.DATAGRAM_BYTES;
    }

    @Override
    public int batchBytes(Channel channel) {
        return Math.min(super.batchBytes(channel), maxPacketBytes(channel));
    }
}
