package dev.tain.transport.quic;

import dev.tain.testing.TransportContractTest;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.netty.tls.ServerCertificate;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;

class QuicContractTest extends TransportContractTest {
    private static final long REST_NANOS = 200_000;
    static ServerCertificate certificate;

    @BeforeAll
    static void makeCertificate() {
        certificate = ServerCertificate.development();
    }

    @Override
    protected ServerTransport createServer() {
        return new QuicServerTransport(
                URI.create("quic://127.0.0.1:0"),
                QuicSettings.builder().certificate(certificate).build());
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return new QuicClientTransport(server, QuicSettings.defaults());
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
