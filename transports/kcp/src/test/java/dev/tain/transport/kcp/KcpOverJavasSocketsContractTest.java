package dev.tain.transport.kcp;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import java.net.URI;

/** All of it again over the sockets that every system has, also where there are better ones. */
class KcpOverJavasSocketsContractTest extends KcpTransportContractTest {
    @Override
    protected ServerTransport createServer() {
        return new KcpServerTransport(URI.create("kcp://127.0.0.1:0"), settings());
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return new KcpClientTransport(server, settings());
    }

    private static KcpSettings settings() {
        return KcpSettings.builder().nativeSockets(false).build();
    }
}
