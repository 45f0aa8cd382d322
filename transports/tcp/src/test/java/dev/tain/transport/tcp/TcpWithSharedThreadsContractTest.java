package dev.tain.transport.tcp;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.netty.NettyThreads;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Server and clients on the same two threads, found by name, on every address of this machine. */
class TcpWithSharedThreadsContractTest extends TcpTransportContractTest {
    private static NettyThreads threads;

    @BeforeAll
    static void makeThreads() {
        threads = new NettyThreads(2);
    }

    @AfterAll
    static void closeThreads() {
        threads.close();
    }

    @Override
    protected ServerTransport createServer() {
        return new TcpServerTransport(URI.create("tcp://0.0.0.0:0"), settings());
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return new TcpClientTransport(URI.create("tcp://localhost:" + server.getPort()), settings());
    }

    private static TcpSettings settings() {
        return TcpSettings.builder().sharedThreads(threads).build();
    }
}
