package dev.tain.transport.tcp;

import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.Stages;
import dev.tain.transport.netty.StreamServerTransport;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;

/** Listens for TCP connections. */
public final class TcpServerTransport extends StreamServerTransport {
    /** @throws IllegalArgumentException if the address makes no sense, saying why */
    public TcpServerTransport(URI address, TcpSettings settings) {
        this(address, settings, ByteBufAllocator.DEFAULT);
    }

    /** With an allocator that a test can ask what is left. */
    TcpServerTransport(URI address, TcpSettings settings, ByteBufAllocator allocator) {
        this(TcpTransportProvider.addressOf(address), settings, allocator);
    }

    private TcpServerTransport(HostAddress address, TcpSettings settings, ByteBufAllocator allocator) {
        super(address, settings.with(address).sockets(), Stages.none(), allocator);
    }

    @Override
    protected int openSockets() {
        return super.openSockets();
    }
}
