package dev.tain.examples.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.SendStatus;
import dev.tain.connection.ServerListener;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.TransportException;
import dev.tain.value.Vector3;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The public API over TCP: one server, honest clients, and raw sockets with bad manners. */
@Timeout(60)
class RealSocketsTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long REST_NANOS = 100_000;
    private static final int QUEUED_BYTES_FINE = 64 << 10;
    private static final int MESSAGES_PER_FLOOD = 200;

    private final ServerEvents events = new ServerEvents();
    private final List<NetworkClient> clients = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private NetworkServer server = server("tcp://127.0.0.1:0");
    private int heardByServer;
    private int heardByClient;

    @AfterEach
    void endAll() throws IOException {
        for (NetworkClient client : clients) {
            client.disconnect();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    // ---------------------------------------------------------------- honest clients

    @Test
    void aRecordCrossesTheNetworkBothWays() {
        server.start();
        List<Record> heard = new ArrayList<>();
        NetworkClient client = connect("127.0.0.1");
        client.registerHandler(ScoreMessage.class, score -> heard.add(score));
        server.replaceHandler(ChatMessage.class, chat -> heard.add(chat));

        server.sendToAll(new ScoreMessage(10, new Vector3(1, 2, 3), 3));
        client.send(new ChatMessage("ann", "Hellö"));
        await("both records", () -> heard.size() == 2);

        assertThat(heard)
                .containsExactlyInAnyOrder(
                        new ScoreMessage(10, new Vector3(1, 2, 3), 3), new ChatMessage("ann", "Hellö"));
    }

    @Test
    void aClientComesThroughIpv6() throws IOException {
        assumeTrue(hasIpv6Loopback());
        server = server("tcp://[::1]:0");
        server.start();
        NetworkClient client = connect("::1");

        client.send(new ChatMessage("ann", "over six"));
        await("the chat", () -> heardByServer == 1);

        assertThat(events.log).containsExactly("connected");
    }

    @Test
    void aFloodBothWaysLosesNothing() {
        server.start();
        NetworkClient client = connect("127.0.0.1");
        client.registerHandler(ChatMessage.class, chat -> heardByClient++);
        NetworkConnection toClient = server.connections().iterator().next();
        int sentByClient = 0;
        int sentByServer = 0;

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (System.nanoTime() - end < 0) {
            sentByClient += flood(client.connection(), new ChatMessage("ann", "from the client"));
            sentByServer += flood(toClient, new ChatMessage("server", "from the server"));
            round();
        }
        int fromClient = sentByClient;
        int fromServer = sentByServer;
        await("the rest", () -> heardByServer >= fromClient && heardByClient >= fromServer);

        assertThat(heardByServer).isEqualTo(fromClient).isGreaterThan(1_000);
        assertThat(heardByClient).isEqualTo(fromServer).isGreaterThan(1_000);
        assertThat(events.log).containsExactly("connected");
    }

    // ---------------------------------------------------------------- bad manners

    @Test
    void strangersDoNotDisturbAnHonestClient() throws IOException {
        server.start();
        NetworkClient client = connect("127.0.0.1");
        client.registerHandler(ChatMessage.class, chat -> heardByClient++);

        write(socket(), "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        write(socket(), tlsClientHello());
        socket(); // never says a word
        Socket trickling = socket(); // begins a packet that it never finishes
        write(trickling, new byte[] {0, 0, 1, 0, 7});
        await("the end of all four", () -> chat(client) && events.refused.size() == 4);
        chatAFew(client);

        assertThat(events.refused)
                .containsExactlyInAnyOrder(
                        DisconnectReason.MALFORMED,
                        DisconnectReason.MALFORMED,
                        DisconnectReason.HELLO_TIMEOUT,
                        DisconnectReason.HELLO_TIMEOUT);
        assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
        assertThat(server.connections()).hasSize(1);
    }

    @Test
    void aClientThatNeverReadsIsCutOffAndAnHonestOneServed() {
        server.start();
        NetworkClient honest = connect("127.0.0.1");
        honest.registerHandler(ChatMessage.class, chat -> heardByClient++);
        NetworkClient frozen = connect("127.0.0.1");
        clients.remove(frozen); // so nobody ticks it
        ChatMessage chat = new ChatMessage("server", "x".repeat(200));

        NetworkConnection toHonest = server.connection(1);
        assertThat(toHonest).isNotNull();
        await("the cut", () -> {
            if (toHonest.queuedBytes() < QUEUED_BYTES_FINE) {
                for (int i = 0; i < 100; i++) {
                    server.sendToAll(chat);
                }
            }
            return events.log.size() > 2;
        });
        chatAFew(honest);

        assertThat(events.log).hasSize(3);
        assertThat(events.log.get(2)).startsWith("disconnected CONGESTED");
        assertThat(honest.state()).isEqualTo(ClientState.CONNECTED);
    }

    @Test
    void socketsThatComeAndGoLeaveNothingBehind() throws IOException {
        server.start();
        connect("127.0.0.1");
        long before = openDescriptors();

        comeAndGo(2_000);
        await("their sockets to be closed", () -> openDescriptors() - before < 20);

        assertThat(server.connections()).hasSize(1);
        assertThat(events.log).containsExactly("connected");
    }

    // ---------------------------------------------------------------- failures

    @Test
    void aPortInUseIsSaidSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "tcp://127.0.0.1:" + taken.getLocalPort();

            assertThatThrownBy(() -> NetworkServer.listen(address))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is in use");
        }
    }

    @Test
    void aServerStopsAndListensAgainOnTheSamePort() {
        server.start();
        connect("127.0.0.1");
        int port = server.address().getPort();
        server.stop();

        server = server("tcp://127.0.0.1:" + port);
        server.start();
        connect("127.0.0.1");

        assertThat(server.connections()).hasSize(1);
    }

    @Test
    void whereNobodyListensAClientIsRefused() throws IOException {
        int port;
        try (ServerSocket freed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = freed.getLocalPort();
        }

        assertThat(endOf("127.0.0.1", port).reason()).isEqualTo(DisconnectReason.CONNECTION_REFUSED);
    }

    @Test
    void anUnknownHostIsToldThroughTheListener() {
        Disconnect end = endOf("no-such-host.invalid", 7777);

        assertThat(end.reason()).isEqualTo(DisconnectReason.UNKNOWN_HOST);
        assertThat(end.text()).contains("no-such-host.invalid");
    }

    // ---------------------------------------------------------------- driving

    private NetworkServer server(String address) {
        NetworkServer made = NetworkServer.builder()
                .address(address)
                .sendRate(0)
                .helloTimeout(Duration.ofMillis(300))
                .maxMessageBytes(64 << 10)
                .maxQueuedBytes(512 << 10)
                .listener(events)
                .reportSink(report -> {})
                .build();
        made.registerHandler(ChatMessage.class, (connection, chat) -> {
            heardByServer++;
            if (chat.text().equals("echo")) {
                connection.send(chat);
            }
        });
        return made;
    }

    private static URI address(String host, int port) {
        return URI.create("tcp://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port);
    }

    private NetworkClient connect(String host) {
        NetworkClient client =
                NetworkClient.builder().sendRate(0).reportSink(report -> {}).build();
        clients.add(client);
        int before = server.connections().size();
        client.connect(address(host, server.address().getPort()));
        await(
                "a connection",
                () -> client.state() == ClientState.CONNECTED
                        && server.connections().size() == before + 1);
        return client;
    }

    private Disconnect endOf(String host, int port) {
        List<Disconnect> ends = new ArrayList<>();
        NetworkClient client = NetworkClient.builder()
                .listener(new ClientListener() {
                    @Override
                    public void disconnected(Disconnect why) {
                        ends.add(why);
                    }
                })
                .build();
        clients.add(client);
        client.connect(address(host, port));
        await("the end", () -> !ends.isEmpty());
        return ends.get(0);
    }

    /** Sends what is enough for a tick, if what was sent before has left. */
    private int flood(NetworkConnection connection, ChatMessage message) {
        if (connection.queuedBytes() > QUEUED_BYTES_FINE) {
            return 0;
        }
        for (int i = 0; i < MESSAGES_PER_FLOOD; i++) {
            assertThat(connection.send(message))
                    .as("the send after %s", events.log)
                    .isNotEqualTo(SendStatus.DROPPED);
        }
        return MESSAGES_PER_FLOOD;
    }

    private static boolean chat(NetworkClient client) {
        client.send(new ChatMessage("ann", "echo"));
        return true;
    }

    private void chatAFew(NetworkClient client) {
        for (int i = 0; i < 5; i++) {
            int before = heardByClient;
            chat(client);
            await("an answer", () -> heardByClient > before);
        }
    }

    private void comeAndGo(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress("127.0.0.1", server.address().getPort()));
            if (i % 2 == 0) {
                socket.setSoLinger(true, 0); // ends with a reset
            }
            socket.close();
            if (i % 10 == 0) {
                round();
            }
        }
    }

    private static long openDescriptors() {
        assumeTrue(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean);
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private Socket socket() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect(new InetSocketAddress("127.0.0.1", server.address().getPort()));
        return socket;
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** How every HTTPS client begins: a handshake record of TLS 1.0, in it a client hello. */
    private static byte[] tlsClientHello() {
        return HexFormat.of().parseHex("16030100310100002d0303" + "00".repeat(32) + "000006130113021303" + "0100");
    }

    private static boolean hasIpv6Loopback() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("::1", 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void await(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start)
                    .as("nanoseconds waited for %s; heard %s, refused %s", what, events.log, events.refused)
                    .isLessThan(PATIENCE_NANOS);
            round();
            LockSupport.parkNanos(REST_NANOS);
        }
    }

    private void round() {
        server.tick(System.nanoTime());
        for (NetworkClient client : clients) {
            client.tick(System.nanoTime());
        }
    }

    private static final class ServerEvents implements ServerListener {
        private final List<String> log = new ArrayList<>();
        private final List<DisconnectReason> refused = new ArrayList<>();

        @Override
        public void connected(NetworkConnection connection) {
            log.add("connected");
        }

        @Override
        public void disconnected(NetworkConnection connection, Disconnect why) {
            log.add("disconnected " + why);
        }

        @Override
        public void refused(PeerAddress address, Disconnect why) {
            refused.add(why.reason());
        }
    }
}
