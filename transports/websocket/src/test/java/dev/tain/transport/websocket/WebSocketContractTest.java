package dev.tain.transport.websocket;

import dev.tain.testing.TransportContractTest;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;

class WebSocketContractTest extends TransportContractTest {
    private static final long REST_NANOS = 200_000;

    @Override
    protected ServerTransport createServer() {
        return new WebSocketServerTransport(URI.create("ws://127.0.0.1:0/game"), WebSocketSettings.defaults());
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return new WebSocketClientTransport(server, WebSocketSettings.defaults());
    }

    @Override
    protected long nowNanos() {
        return System.nanoTime();
    }

    @Override
    protected void betweenRounds() {
        LockSupport.parkNanos(REST_NANOS);
    }
}
