package dev.tain.transport.tcp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tain.transport.ServerTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;

class TcpOverIpv6ContractTest extends TcpTransportContractTest {
    @BeforeAll
    static void assumeIpv6() {
        assumeTrue(hasIpv6(), "this machine has no ::1");
    }

    @Override
    protected ServerTransport createServer() {
        return new TcpServerTransport(URI.create("tcp://[::1]:0"), TcpSettings.defaults());
    }

    static boolean hasIpv6() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName("::1"), 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
