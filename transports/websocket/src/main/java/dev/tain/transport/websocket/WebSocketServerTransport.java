package dev.tain.transport.websocket;

import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.SocketSettings;
import dev.tain.transport.netty.Stages;
import dev.tain.transport.netty.StreamServerTransport;
import dev.tain.transport.netty.tls.ServerCertificate;
import dev.tain.transport.netty.tls.TlsSettings;
import dev.tain.transport.netty.tls.TlsStages;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;
import java.util.Set;

/**
 * Listens for WebSockets, plain at {@code ws://} and encrypted at {@code wss://}: at the path of the address, or at any
 * path if it has none. The same port serves files to browsers if the settings say so.
 *
 * <p>A peer whose request is refused never was a connection: it is counted, and {@link #lastRefusal()} tells of it.
 */
public final class WebSocketServerTransport extends StreamServerTransport {
    /** @throws IllegalArgumentException if the address or its settings make no sense, saying why */
    public WebSocketServerTransport(URI address, WebSocketSettings settings) {
        this(Plan.of(WebSocketTransportProvider.addressOf(address), settings), ByteBufAllocator.DEFAULT);
    }

    private WebSocketServerTransport(Plan plan, ByteBufAllocator allocator) {
        super(plan.address, plan.sockets, plan.stages, allocator);
    }

    /** What comes of an address and settings. */
    private record Plan(HostAddress address, SocketSettings sockets, Stages stages) {
        static Plan of(HostAddress address, WebSocketSettings settings) {
            WebSocketSettings chosen = settings.with(address, true);
            HttpServing serving = new HttpServing(
                    address.path(),
                    new Origins(chosen.origins()),
                    new Forwarding(chosen.proxies(), chosen.forwardedHeader()),
                    chosen.files() == null ? null : new WebFolder(chosen.files()));
            Stages socket = Stages.none();
            HostAddress told = address.withoutSettings(Set.of("origins", "proxies", "forwardedHeader", "files"));
            if (WebSocketTransportProvider.isEncrypted(address)) {
                ServerCertificate certificate = chosen.tls().certificateFor(address);
                socket = TlsStages.ofServer(certificate);
                told = TlsSettings.told(told, certificate);
            }
            return new Plan(
                    told,
                    chosen.sockets(),
                    WebSocketStages.ofServer(socket, chosen.sockets().maxPacketBytes(), serving));
        }
    }
}
