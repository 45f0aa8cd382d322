package dev.tain.transport.quic;

import dev.tain.transport.Channel;
import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.StreamServerTransport;
import dev.tain.transport.netty.tls.ServerCertificate;
import dev.tain.transport.netty.tls.TlsSettings;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;

/**
 * Listens for QUIC connections at one UDP port. Reliable packets travel on a stream, unreliable ones as datagrams; to a
 * peer that takes no datagrams of the size they travel on the stream, too.
 *
 * <p>A peer that fails the handshake never was a connection: it is counted, and {@link #lastRefusal()} tells of it. One
 * that does not show where it is by sending a token back is not even counted.
 */
public final class QuicServerTransport extends StreamServerTransport {
    /** @throws IllegalArgumentException if the address makes no sense, or there is no certificate */
    public QuicServerTransport(URI address, QuicSettings settings) {
        this(QuicTransportProvider.addressOf(address), settings);
    }

    private QuicServerTransport(HostAddress address, QuicSettings settings) {
        this(settings.with(address, true), address);
    }

    private QuicServerTransport(QuicSettings chosen, HostAddress address) {
        this(chosen, address, chosen.tls().certificateFor(address));
    }

    private QuicServerTransport(QuicSettings chosen, HostAddress address, ServerCertificate certificate) {
        super(
                TlsSettings.told(address, certificate),
                chosen.sockets(),
                new QuicServerWay(certificate, chosen),
                new QuicStages(true),
                ByteBufAllocator.DEFAULT);
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
