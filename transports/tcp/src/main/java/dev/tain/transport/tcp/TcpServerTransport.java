package dev.tain.transport.tcp;

import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.SocketSettings;
import dev.tain.transport.netty.Stages;
import dev.tain.transport.netty.StreamServerTransport;
import dev.tain.transport.netty.tls.ServerCertificate;
import dev.tain.transport.netty.tls.TlsSettings;
import dev.tain.transport.netty.tls.TlsStages;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;

/**
 * Listens for TCP connections: plain ones at {@code tcp://}, encrypted ones at {@code tls://}. A peer that fails the
 * handshake of TLS never was a connection: it is counted, and {@link #lastRefusal()} tells of it.
 */
public final class TcpServerTransport extends StreamServerTransport {
    /** @throws IllegalArgumentException if the address makes no sense, or wants a certificate and has none */
    public TcpServerTransport(URI address, TcpSettings settings) {
        this(address, settings, ByteBufAllocator.DEFAULT);
    }

    /** With an allocator that a test can ask what is left. */
    TcpServerTransport(URI address, TcpSettings settings, ByteBufAllocator allocator) {
        this(Plan.of(TcpTransportProvider.addressOf(address), settings), allocator);
    }

    private TcpServerTransport(Plan plan, ByteBufAllocator allocator) {
        super(plan.address, plan.sockets, plan.stages, allocator);
    }

    @Override
    protected int openSockets() {
        return super.openSockets();
    }

    /** What comes of an address and settings. */
    private record Plan(HostAddress address, SocketSettings sockets, Stages stages) {
        static Plan of(HostAddress address, TcpSettings settings) {
            TcpSettings chosen = settings.with(address, true);
            if (!TcpTransportProvider.isEncrypted(address)) {
                return new Plan(address, chosen.sockets(), Stages.none());
            }
            ServerCertificate certificate = chosen.tls().certificateFor(address);
            return new Plan(TlsSettings.told(address, certificate), chosen.sockets(), TlsStages.ofServer(certificate));
        }
    }
}
