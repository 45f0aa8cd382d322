package dev.tain.transport.websocket;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.TransportProvider;
import dev.tain.transport.netty.HostAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Makes WebSocket transports for addresses such as {@code ws://0.0.0.0:7777}, {@code ws://localhost:7777/game} or
 * {@code wss://play.example.org/game}. Without a port it is that of the web, 80 or 443: the same address means the same to
 * a browser.
 *
 * <p>The query takes the settings of {@link WebSocketSettings} by their names: the integers, and for a server
 * {@code origins}, {@code proxies}, {@code forwardedHeader} and {@code files}. At {@code wss://} it takes those of
 * {@code tls://} as well.
 */
public final class WebSocketTransportProvider implements TransportProvider {
    private static final String TLS = "wss";
    private static final Set<String> SCHEMES = Set.of("ws", TLS);
    private static final int PORT = 80; // RFC 6455, section 3
    private static final int PORT_TLS = 443;

    /** For {@code ServiceLoader}. */
    public WebSocketTransportProvider() {}

    @Override
    public Set<String> schemes() {
        return SCHEMES;
    }

    static HostAddress addressOf(URI uri) {
        boolean isEncrypted = uri.getScheme() != null
                && uri.getScheme().toLowerCase(Locale.ROOT).equals(TLS);
        return HostAddress.withPath(uri, SCHEMES, isEncrypted ? PORT_TLS : PORT);
    }

    static boolean isEncrypted(HostAddress address) {
        return address.scheme().equals(TLS);
    }

    @Override
    public ServerTransport createServer(URI address) {
        return new WebSocketServerTransport(address, WebSocketSettings.defaults());
    }

    @Override
    public ClientTransport createClient(URI address) {
        return new WebSocketClientTransport(address, WebSocketSettings.defaults());
    }
}
