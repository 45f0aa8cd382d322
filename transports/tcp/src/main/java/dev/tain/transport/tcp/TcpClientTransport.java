package dev.tain.transport.tcp;

import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.HostResolver;
import dev.tain.transport.netty.Stages;
import dev.tain.transport.netty.StreamClientTransport;
import dev.tain.transport.netty.tls.TlsStages;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;

/** Connects to a TCP server: plainly at {@code tcp://}, encrypted at {@code tls://}. */
public final class TcpClientTransport extends StreamClientTransport {
    /** @throws IllegalArgumentException if the address makes no sense, saying why */
    public TcpClientTransport(URI address, TcpSettings settings) {
        this(address, settings, ByteBufAllocator.DEFAULT);
    }

    /** With an allocator that a test can ask what is left. */
    TcpClientTransport(URI address, TcpSettings settings, ByteBufAllocator allocator) {
        this(address, settings, allocator, HostResolver.ofSystem());
    }

    /** With names of a test's own. */
    TcpClientTransport(URI address, TcpSettings settings, ByteBufAllocator allocator, HostResolver resolver) {
        this(TcpTransportProvider.addressOf(address), settings, allocator, resolver);
    }

    private TcpClientTransport(
            HostAddress address, TcpSettings settings, ByteBufAllocator allocator, HostResolver resolver) {
        this(address, allocator, resolver, settings.with(address, false));
    }

    private TcpClientTransport(
            HostAddress address, ByteBufAllocator allocator, HostResolver resolver, TcpSettings chosen) {
        super(address, chosen.sockets(), stages(address, chosen), allocator, resolver);
    }

    private static Stages stages(HostAddress address, TcpSettings chosen) {
        return TcpTransportProvider.isEncrypted(address)
                ? TlsStages.ofClient(chosen.tls().trust(), address)
                : Stages.none();
    }
}
