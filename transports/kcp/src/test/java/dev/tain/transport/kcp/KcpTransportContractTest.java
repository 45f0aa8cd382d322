package dev.tain.transport.kcp;

import dev.tain.testing.TransportContractTest;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;

class KcpTransportContractTest extends TransportContractTest {
    private static final long REST_NANOS = 200_000;

    @Override
    protected ServerTransport createServer() {
        return new KcpServerTransport(URI.create("kcp://127.0.0.1:0"), KcpSettings.defaults());
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return new KcpClientTransport(server, KcpSettings.defaults());
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
