package dev.tain.transport.kcp;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.netty.NettyThreads;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Server and clients on the same two threads, found by name, on every address of this machine. */
class KcpWithSharedThreadsContractTest extends KcpTransportContractTest {
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
        return new KcpServerTransport(URI.create("kcp://0.0.0.0:0"), settings());
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return new KcpClientTransport(URI.create("kcp://localhost:" + server.getPort()), settings());
    }

    private static KcpSettings settings() {
        return KcpSettings.builder().sharedThreads(threads).build();
    }
}
