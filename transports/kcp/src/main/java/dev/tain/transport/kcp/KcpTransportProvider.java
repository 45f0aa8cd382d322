package dev.tain.transport.kcp;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.TransportProvider;
import dev.tain.transport.netty.HostAddress;
import java.net.URI;
import java.util.Set;

/**
 * Makes KCP transports for addresses such as {@code kcp://0.0.0.0:7777}, {@code kcp://[::1]:7777} or
 * {@code kcp://example.org:7777?timeoutMillis=20000}. The query takes the settings of {@link KcpSettings} by their names;
 * without a port it is 7777.
 */
public final class KcpTransportProvider implements TransportProvider {
    private static final Set<String> SCHEMES = Set.of("kcp");

    /** For {@code ServiceLoader}. */
    public KcpTransportProvider() {}

    static HostAddress address(URI uri) {
        return HostAddress.of(uri, SCHEMES);
    }

    @Override
    public Set<String> schemes() {
        return SCHEMES;
    }

    @Override
    public ServerTransport createServer(URI address) {
        return new KcpServerTransport(address, KcpSettings.defaults());
    }

    @Override
    public ClientTransport createClient(URI address) {
        return new KcpClientTransport(address, KcpSettings.defaults());
    }
}
