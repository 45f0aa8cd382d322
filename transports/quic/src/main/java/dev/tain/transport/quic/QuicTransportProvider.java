package dev.tain.transport.quic;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.TransportProvider;
import dev.tain.transport.netty.HostAddress;
import java.net.URI;
import java.util.Set;

/**
 * Makes QUIC transports for addresses such as {@code quic://0.0.0.0:7777?certificate=chain.pem&key=key.pem} and
 * {@code quic://example.org}. Without a port it is 7777. The query takes the settings of {@link QuicSettings} by their
 * names; certificates, keys and trust are told as for {@code tls://}.
 */
public final class QuicTransportProvider implements TransportProvider {
    private static final Set<String> SCHEMES = Set.of("quic");

    /** For {@code ServiceLoader}. */
    public QuicTransportProvider() {}

    @Override
    public Set<String> schemes() {
        return SCHEMES;
    }

    static HostAddress addressOf(URI uri) {
        return HostAddress.of(uri, SCHEMES);
    }

    @Override
    public ServerTransport createServer(URI address) {
        return new QuicServerTransport(address, QuicSettings.defaults());
    }

    @Override
    public ClientTransport createClient(URI address) {
        return new QuicClientTransport(address, QuicSettings.defaults());
    }
}
