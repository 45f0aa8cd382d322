package dev.tain.transport.tcp;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.netty.tls.ServerCertificate;
import dev.tain.transport.netty.tls.ServerTrust;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;

/** All of it again, encrypted. */
class TlsContractTest extends TcpTransportContractTest {
    private static ServerCertificate certificate;

    @BeforeAll
    static void makeCertificate() {
        certificate = ServerCertificate.development();
    }

    @Override
    protected ServerTransport createServer() {
        return new TcpServerTransport(
                URI.create("tls://127.0.0.1:0"),
                TcpSettings.builder().certificate(certificate).build());
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return new TcpClientTransport(
                URI.create("tls://127.0.0.1:" + server.getPort()),
                TcpSettings.builder()
                        .trust(ServerTrust.fingerprints(certificate.fingerprint()))
                        .build());
    }
}
