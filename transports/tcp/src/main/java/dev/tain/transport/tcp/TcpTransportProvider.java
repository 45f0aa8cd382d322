package dev.tain.transport.tcp;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.TransportProvider;
import dev.tain.transport.netty.HostAddress;
import java.net.URI;
import java.util.Set;

/**
 * Makes TCP transports for addresses such as {@code tcp://0.0.0.0:7777}, {@code tcp://[::1]:7777} or
 * {@code tcp://example.org:7777?maxPacketBytes=65536}, and encrypted ones for {@code tls://}. The query takes the integer
 * settings of {@link TcpSettings} by their names; without a port it is 7777.
 *
 * <p>A server at {@code tls://} also takes {@code certificate} and {@code key}, PEM files, or
 * {@code certificate=development}; a client {@code fingerprint}, {@code authority} (a PEM file) and
 * {@code checkHostName}.
 */
public final class TcpTransportProvider implements TransportProvider {
    private static final String TLS = "tls";
    private static final Set<String> SCHEMES = Set.of("tcp", TLS);

    /** For {@code ServiceLoader}. */
    public TcpTransportProvider() {}

    @Override
    public Set<String> schemes() {
        return SCHEMES;
    }

    static HostAddress addressOf(URI uri) {
        return HostAddress.of(uri, SCHEMES);
    }

    static boolean isEncrypted(HostAddress address) {
        return address.scheme().equals(TLS);
    }

    @Override
    public ServerTransport createServer(URI address) {
        return new TcpServerTransport(address, TcpSettings.defaults());
    }

    @Override
    public ClientTransport createClient(URI address) {
        return new TcpClientTransport(address, TcpSettings.defaults());
    }
}
