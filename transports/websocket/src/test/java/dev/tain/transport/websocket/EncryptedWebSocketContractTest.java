package dev.tain.transport.websocket;

import dev.tain.transport.ServerTransport;
import dev.tain.transport.netty.tls.ServerCertificate;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;

/** All of it again at wss; the address tells the clients the fingerprint. */
class EncryptedWebSocketContractTest extends WebSocketContractTest {
    private static ServerCertificate certificate;

    @BeforeAll
    static void makeCertificate() {
        certificate = ServerCertificate.development();
    }

    @Override
    protected ServerTransport createServer() {
        return new WebSocketServerTransport(
                URI.create("wss://127.0.0.1:0"),
                WebSocketSettings.builder().certificate(certificate).build());
    }
}
