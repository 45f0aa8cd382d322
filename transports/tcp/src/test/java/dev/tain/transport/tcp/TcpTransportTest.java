package dev.tain.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.TransportException;
import dev.tain.transport.TransportProvider;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, settings, failures and what else only TCP has. */
class TcpTransportTest {
    @Test
    void theProviderIsFoundForItsScheme() {
        TransportProvider provider =
                ServiceLoader.load(TransportProvider.class).findFirst().orElseThrow();

        assertThat(provider.schemes()).containsExactlyInAnyOrder("tcp", "tls");
        assertThat(provider.createServer(URI.create("tcp://[::]:7777?maxPacketBytes=65536"))
                        .maxPacketBytes(Channel.RELIABLE))
                .isEqualTo(65536);
    }

    @Test
    void theDefaultPortIsMirrors() {
        assertThat(new TcpServerTransport(URI.create("tcp://localhost"), TcpSettings.defaults()).address())
                .isEqualTo(URI.create("tcp://localhost:7777"));
    }

    @Test
    void theSchemeMayBeWrittenInAnyCase() {
        TcpTransportProvider provider = new TcpTransportProvider();

        assertThat(provider.createServer(URI.create("TCP://localhost:1234")).address())
                .isEqualTo(URI.create("tcp://localhost:1234"));
        assertThat(provider.createClient(URI.create("Tcp://game_server")).maxPacketBytes(Channel.RELIABLE))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kcp://localhost:1", "tcp:localhost", "tcp://host:99999", "tcp://host/path", "tcp://:1"})
    void addressesThatMakeNoSenseAreRefused(String address) {
        assertThatThrownBy(() -> new TcpServerTransport(URI.create(address), TcpSettings.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no address for TCP");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new TcpServerTransport(URI.create("tcp://h:1?speed=9"), TcpSettings.defaults()))
                .hasMessageContaining("no setting \"speed=9\"")
                .hasMessageContaining("maxPacketBytes");
        assertThatThrownBy(() -> new TcpServerTransport(URI.create("tcp://h:1?lingerMillis=x"), TcpSettings.defaults()))
                .hasMessageContaining("whole number");
        assertThatThrownBy(() -> TcpSettings.builder()
                        .maxPacketBytes(1000)
                        .batchBytes(2000)
                        .build())
                .hasMessageContaining("batchBytes is 2000");
        assertThatThrownBy(
                        () -> new TcpServerTransport(URI.create("tcp://h:1?maxPacketBytes=16"), TcpSettings.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxPacketBytes is 16; it must be at least 256");
        assertThatThrownBy(() -> TcpSettings.builder().sendQueueBytes(100).build())
                .hasMessageContaining("less than one packet");
        assertThatThrownBy(() -> new TcpClientTransport(URI.create("tcp://h:0"), TcpSettings.defaults()))
                .hasMessageContaining("port 0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPortInUseIsSaidSoWithAWayOut(boolean nativeSockets) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TcpServerTransport server =
                    server("tcp://127.0.0.1:" + taken.getLocalPort() + "?nativeSockets=" + nativeSockets);

            assertThatThrownBy(server::start)
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is in use")
                    .hasMessageContaining("port 0");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAddressOfAnotherMachineIsSaidSo(boolean nativeSockets) {
        assertThatThrownBy(server("tcp://192.0.2.1:0?nativeSockets=" + nativeSockets)::start)
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("192.0.2.1 is no address of this machine");
    }

    @Test
    void anUnknownHostIsSaidSo() {
        Ending ending = Ending.of(client("tcp://no-such-host.invalid:7777"));

        assertThat(ending.reason).isEqualTo(DisconnectReason.UNKNOWN_HOST);
        assertThat(ending.detail).contains("no-such-host.invalid");
    }

    /** Such an address is good on one interface only, which stands behind the percent sign; LAN discovery finds them. */
    @Test
    void anAddressOfOneLinkIsReachedThroughItsInterface() throws IOException {
        InetAddress local = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet6Address && address.isLinkLocalAddress())
                .findFirst()
                .orElse(null);
        assumeTrue(local != null, "this machine has no link-local address");
        try (ServerSocket listening = new ServerSocket(0, 1, local)) {
            Ending ending = new Ending();
            TcpClientTransport client = client("tcp://[" + local.getHostAddress() + "]:" + listening.getLocalPort());
            client.connect();
            Ending.until(() -> {
                client.poll(0, ending);
                return ending.isConnected || ending.reason != null;
            });
            client.abort();

            assertThat(ending.isConnected).as(ending.detail).isTrue();
        }
    }

    @Test
    void anInterfaceThatIsNotThereIsSaidSo() {
        Ending ending = Ending.of(client("tcp://[fe80::1%none0]:7777"));

        assertThat(ending.reason).isEqualTo(DisconnectReason.UNKNOWN_HOST);
        assertThat(ending.detail).contains("fe80::1%none0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatDoesNotAnswerIsUnreachable(boolean nativeSockets) throws IOException {
        // A full backlog drops what comes next: the only silence that needs no network.
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(InetAddress.getLoopbackAddress(), silent.getLocalPort());
                Socket second = new Socket(InetAddress.getLoopbackAddress(), silent.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();

            Ending ending = Ending.of(client("tcp://127.0.0.1:" + silent.getLocalPort()
                    + "?connectTimeoutMillis=200&nativeSockets=" + nativeSockets));

            assertThat(ending.reason).isEqualTo(DisconnectReason.UNREACHABLE);
            assertThat(ending.detail).contains("200 ms");
        }
    }

    @Test
    void anAddressThatDoesNotAnswerDoesNotKeepTheNextOneWaiting() throws IOException {
        TcpServerTransport server = server("tcp://127.0.0.1:0");
        server.start();
        int port = server.address().getPort();
        InetAddress here = InetAddress.getByName("127.0.0.1");
        InetAddress nowhere =
                InetAddress.getByName("127.0.0.2"); // this machine too, on systems with a whole loopback net
        try (ServerSocket silent = new ServerSocket()) {
            assumeTrue(binds(silent, new InetSocketAddress(nowhere, port)));
            try (Socket first = new Socket(nowhere, port);
                    Socket second = new Socket(nowhere, port)) {
                assertThat(first.isConnected() && second.isConnected()).isTrue();
                TcpClientTransport client = new TcpClientTransport(
                        URI.create("tcp://two-homes:" + port), TcpSettings.defaults(), ByteBufAllocator.DEFAULT, host ->
                                new InetAddress[] {nowhere, here});
                Ending ending = new Ending();
                client.connect();

                Ending.until(() -> {
                    client.poll(System.nanoTime(), ending);
                    return ending.isConnected || ending.reason != null;
                });

                assertThat(ending.reason).isNull();
                client.abort();
            }
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatMayNotReachAnyAddressHearsOfTheFirstFailure(boolean nativeSockets) throws IOException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        int port;
        try (ServerSocket freed = new ServerSocket(0, 1, here)) {
            port = freed.getLocalPort();
        }
        TcpClientTransport client = new TcpClientTransport(
                URI.create("tcp://two-homes:" + port + "?nativeSockets=" + nativeSockets),
                TcpSettings.defaults(),
                ByteBufAllocator.DEFAULT,
                host -> new InetAddress[] {here, here});

        Ending ending = Ending.of(client);

        assertThat(ending.reason).isEqualTo(DisconnectReason.CONNECTION_REFUSED);
        assertThat(ending.detail).startsWith("Nobody listens at two-homes:" + port);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatIsResetSaysSoInTheSystemsWords(boolean nativeSockets) throws IOException {
        try (TcpRig rig =
                new TcpRig(TcpSettings.builder().nativeSockets(nativeSockets).build())) {
            Socket socket = rig.socket();
            rig.await("a connection", () -> rig.connectedCount == 2);

            socket.setSoLinger(true, 0);
            socket.close();

            rig.await("its end", () -> !rig.endings.isEmpty());
            assertThat(rig.endings.get(0)).startsWith("2 CONNECTION_LOST: The connection broke: Connection reset");
        }
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, true", "0.0.0.0, false", "[::], true", "[::], false"})
    void aWildcardTakesBothVersionsOfIp(String wildcard, boolean nativeSockets) throws IOException {
        assumeTrue(TcpOverIpv6ContractTest.hasIpv6(), "this machine has no ::1");
        TcpServerTransport server = server("tcp://" + wildcard + ":0?nativeSockets=" + nativeSockets);
        server.start();
        try {
            int port = server.address().getPort();

            try (Socket four = new Socket(InetAddress.getByName("127.0.0.1"), port);
                    Socket six = new Socket(InetAddress.getByName("::1"), port)) {
                assertThat(four.isConnected() && six.isConnected()).isTrue();
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void aTransportThatIsNeverPolledIsReportedOnce() {
        ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
        Logger logger = Logger.getLogger("dev.tain.transport");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        TcpServerTransport server = server("tcp://127.0.0.1:0?neverPolledMillis=20");
        try {
            server.start();
            TcpClientTransport client = client(server.address().toString());
            client.connect();
            Ending.until(() -> logged.size() == 2);
            client.abort();
        } finally {
            server.stop();
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }

        assertThat(logged)
                .anyMatch(line -> line.startsWith("The client of tcp://127.0.0.1:")
                        && line.contains("has been connected for 20 ms and never polled: call tick(now)"))
                .anyMatch(line -> line.startsWith("The server tcp://127.0.0.1:"));
    }

    @Test
    void theThreadsAreDaemonsAndEndWithTheTransport() {
        TcpServerTransport server = server("tcp://127.0.0.1:0");
        server.start();
        TcpClientTransport client = client(server.address().toString());
        client.connect();
        Ending ending = new Ending();
        Ending.until(() -> {
            client.poll(0, ending);
            return ending.isConnected;
        });
        assertThat(threads()).isGreaterThanOrEqualTo(2);

        server.stop();
        Ending.until(() -> {
            client.poll(0, ending);
            return ending.reason != null;
        });

        Ending.until(() -> threads() == 0);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tain-tcp-"))
                .peek(thread -> assertThat(thread.isDaemon()).isTrue())
                .filter(thread -> !thread.getName().startsWith("tain-shared"))
                .count();
    }

    /** Listens with the shortest backlog, which two connections that nobody accepts fill. */
    private static boolean binds(ServerSocket socket, InetSocketAddress address) {
        try {
            socket.bind(address, 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static TcpServerTransport server(String address) {
        return new TcpServerTransport(URI.create(address), TcpSettings.defaults());
    }

    private static TcpClientTransport client(String address) {
        return new TcpClientTransport(URI.create(address), TcpSettings.defaults());
    }
}
