package dev.tain.transport.websocket;

import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.HostResolver;
import dev.tain.transport.netty.Stages;
import dev.tain.transport.netty.StreamClientTransport;
import dev.tain.transport.netty.tls.TlsStages;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;

/** Connects to a WebSocket: plainly at {@code ws://}, encrypted at {@code wss://}. It tells no origin: it is no page. */
public final class WebSocketClientTransport extends StreamClientTransport {
    /** @throws IllegalArgumentException if the address makes no sense, saying why */
    public WebSocketClientTransport(URI address, WebSocketSettings settings) {
        this(WebSocketTransportProvider.addressOf(address), settings);
    }

    private WebSocketClientTransport(HostAddress address, WebSocketSettings settings) {
        this(settings.with(address, false), address);
    }

    private WebSocketClientTransport(WebSocketSettings chosen, HostAddress address) {
        super(address, chosen.sockets(), stages(address, chosen), ByteBufAllocator.DEFAULT, HostResolver.ofSystem());
    }

    private static Stages stages(HostAddress address, WebSocketSettings chosen) {
        Stages socket = WebSocketTransportProvider.isEncrypted(address)
                ? TlsStages.ofClient(chosen.tls().trust(), address)
                : Stages.none();
        return WebSocketStages.ofClient(socket, chosen.sockets().maxPacketBytes(), address);
    }
}
