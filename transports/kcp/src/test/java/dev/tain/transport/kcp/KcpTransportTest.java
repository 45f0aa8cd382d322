package dev.tain.transport.kcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.TransportException;
import dev.tain.transport.TransportProvider;
import dev.tain.transport.netty.HostResolver;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KcpTransportTest {
    private final List<DisconnectReason> reasons = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private boolean isConnected;

    private final ClientTransport.Listener clientListener = new ClientTransport.Listener() {
        @Override
        public void connected(PeerAddress server) {
            isConnected = true;
        }

        @Override
        public void received(Channel channel, byte[] bytes, int offset, int length) {
            sizes.add(length);
        }

        @Override
        public void disconnected(DisconnectReason reason, String detail) {
            reasons.add(reason);
            details.add(detail);
        }
    };

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as("nanoseconds waited").isLessThan(10_000_000_000L);
            LockSupport.parkNanos(200_000);
        }
    }

    private void endOf(ClientTransport client) {
        client.connect();
        await(() -> {
            client.poll(System.nanoTime(), clientListener);
            return !reasons.isEmpty();
        });
    }

    private static ServerTransport server(String address) {
        return new KcpServerTransport(URI.create(address), KcpSettings.defaults());
    }

    private static ClientTransport client(String address) {
        return new KcpClientTransport(URI.create(address), KcpSettings.defaults());
    }

    @Test
    void theProviderIsFoundForItsScheme() {
        TransportProvider provider =
                ServiceLoader.load(TransportProvider.class).findFirst().orElseThrow();

        assertThat(provider.schemes()).containsExactly("kcp");
        assertThat(provider.createServer(URI.create("KCP://[::]")).address()).isEqualTo(URI.create("kcp://[::]:7777"));
    }

    @Test
    void theSizesAreMirrors() {
        ServerTransport server = server("kcp://localhost");

        assertThat(server.maxPacketBytes(Channel.RELIABLE)).isEqualTo(297_433);
        assertThat(server.maxPacketBytes(Channel.UNRELIABLE)).isEqualTo(1_194);
        assertThat(server.batchBytes(Channel.RELIABLE)).isEqualTo(1_170); // what fits one datagram
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://localhost:1", "kcp:localhost", "kcp://host:99999", "kcp://host/path", "kcp://:1"})
    void addressesThatMakeNoSenseAreRefused(String address) {
        assertThatThrownBy(() -> server(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no address for KCP");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> server("kcp://h:1?speed=9")).hasMessageContaining("sendWindow");
        assertThatThrownBy(() -> server("kcp://h:1?datagramBytes=100")).hasMessageContaining("datagramBytes is 100");
        assertThatThrownBy(() -> server("kcp://h:1?noDelay=perhaps")).hasMessageContaining("true or false");
        assertThatThrownBy(() -> server("kcp://h:1?sendQueueBytes=100")).hasMessageContaining("less than one packet");
        assertThatThrownBy(() -> client("kcp://h:0")).hasMessageContaining("port 0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPortInUseIsSaidSoWithAWayOut(boolean nativeSockets) throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(
                            server("kcp://127.0.0.1:" + taken.getLocalPort() + "?nativeSockets=" + nativeSockets)
                                    ::start)
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is in use");
        }
    }

    @Test
    void anUnknownHostIsSaidSo() {
        endOf(client("kcp://no-such-host.invalid:7777"));

        assertThat(reasons).containsExactly(DisconnectReason.UNKNOWN_HOST);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatDoesNotAnswerIsUnreachable(boolean nativeSockets) throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            endOf(client("kcp://127.0.0.1:" + silent.getLocalPort() + "?connectTimeoutMillis=300&nativeSockets="
                    + nativeSockets));
        }
        assertThat(reasons).containsExactly(DisconnectReason.UNREACHABLE);
        assertThat(details.get(0)).contains("300 ms");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPortWhereNobodyListensIsSaidSo(boolean nativeSockets) throws IOException {
        int port;
        try (DatagramSocket freed = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = freed.getLocalPort();
        }

        endOf(client("kcp://127.0.0.1:" + port + "?nativeSockets=" + nativeSockets));

        assertThat(reasons).containsExactly(DisconnectReason.CONNECTION_REFUSED);
        assertThat(details.get(0)).startsWith("Nobody listens at 127.0.0.1:" + port);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, true", "0.0.0.0, false", "[::], true", "[::], false"})
    void aWildcardTakesBothVersionsOfIp(String wildcard, boolean nativeSockets) {
        assumeTrue(KcpOverIpv6ContractTest.hasIpv6(), "this machine has no ::1");
        ServerTransport server = server("kcp://" + wildcard + ":0?nativeSockets=" + nativeSockets);
        server.start();
        try {
            for (String home : List.of("127.0.0.1", "[::1]")) {
                isConnected = false;
                ClientTransport client =
                        client("kcp://" + home + ":" + server.address().getPort());
                client.connect();
                await(() -> {
                    client.poll(System.nanoTime(), clientListener);
                    return isConnected;
                });
                client.abort();
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void anAddressThatDoesNotAnswerDoesNotKeepTheNextOneWaiting() throws IOException {
        ServerTransport server = server("kcp://127.0.0.1:0");
        server.start();
        HostResolver twoHomes =
                host -> new InetAddress[] {InetAddress.getByName("::1"), InetAddress.getByName("127.0.0.1")};
        int port = server.address().getPort();
        // Somebody who never answers has the same port at the first home.
        try (DatagramSocket silent = new DatagramSocket(port, InetAddress.getByName("::1"))) {
            assertThat(silent.isBound()).isTrue();
            ClientTransport client =
                    new KcpClientTransport(URI.create("kcp://two-homes:" + port), KcpSettings.defaults(), twoHomes);
            client.connect();
            await(() -> {
                client.poll(System.nanoTime(), clientListener);
                return isConnected;
            });
            client.abort();
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerThatStartsAgainAtTheSamePortTellsItsOldClientsAtOnce() {
        ServerTransport first = server("kcp://127.0.0.1:0?lingerMillis=0");
        first.start();
        URI address = first.address();
        ClientTransport client = client(address.toString());
        client.connect();
        await(() -> {
            client.poll(System.nanoTime(), clientListener);
            return isConnected;
        });
        first.stop();

        ServerTransport second = server(address.toString());
        second.start();
        try {
            await(() -> {
                client.send(Channel.RELIABLE, new byte[10], 0, 10);
                client.flush(System.nanoTime());
                client.poll(System.nanoTime(), clientListener);
                return !reasons.isEmpty();
            });
            assertThat(reasons).containsExactly(DisconnectReason.CONNECTION_LOST);
        } finally {
            client.abort();
            second.stop();
        }
    }
}
