package dev.tain.transport.quic;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import java.net.URI;

/** All of it again over the sockets that every system has, also where there are better ones. */
class QuicOverJavasSocketsContractTest extends QuicContractTest {
    @Override
    protected ServerTransport createServer() {
        return new QuicServerTransport(
                URI.create("quic://127.0.0.1:0"),
                QuicSettings.builder()
                        .certificate(certificate)
                        .nativeSockets(false)
                        .build());
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return new QuicClientTransport(
                server, QuicSettings.builder().nativeSockets(false).build());
    }
}
