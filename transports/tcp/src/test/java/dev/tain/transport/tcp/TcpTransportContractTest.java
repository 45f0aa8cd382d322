package dev.tain.transport.tcp;

import dev.tain.testing.TransportContractTest;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;

class TcpTransportContractTest extends TransportContractTest {
    private static final long REST_NANOS = 200_000;

    @Override
    protected ServerTransport createServer() {
        return new TcpServerTransport(URI.create("tcp://127.0.0.1:0"), TcpSettings.defaults());
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return new TcpClientTransport(server, TcpSettings.defaults());
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
