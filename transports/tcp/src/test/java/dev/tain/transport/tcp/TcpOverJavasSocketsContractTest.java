package dev.tain.transport.tcp;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import java.net.URI;

/** All of it again over the sockets that every system has, also where there are better ones. */
class TcpOverJavasSocketsContractTest extends TcpTransportContractTest {
    @Override
    protected ServerTransport createServer() {
        return new TcpServerTransport(URI.create("tcp://127.0.0.1:0"), settings());
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return new TcpClientTransport(server, settings());
    }

    private static TcpSettings settings() {
        return TcpSettings.builder().nativeSockets(false).build();
    }
}
