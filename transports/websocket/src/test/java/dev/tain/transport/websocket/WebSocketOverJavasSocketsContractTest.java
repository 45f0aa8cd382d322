package dev.tain.transport.websocket;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import java.net.URI;

/** All of it again over the sockets that every system has, also where there are better ones. */
class WebSocketOverJavasSocketsContractTest extends WebSocketContractTest {
    @Override
    protected ServerTransport createServer() {
        return new WebSocketServerTransport(URI.create("ws://127.0.0.1:0/game"), settings());
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return new WebSocketClientTransport(server, settings());
    }

    private static WebSocketSettings settings() {
        return WebSocketSettings.builder().nativeSockets(false).build();
    }
}
