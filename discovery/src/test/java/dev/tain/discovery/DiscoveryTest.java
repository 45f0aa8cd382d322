package dev.tain.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.connection.NetworkMessage;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers of a game on this machine are found, by who looks for that game. */
@Timeout(120)
class DiscoveryTest {
    private static final String GAME = "dev.tain.test";
    private static final Executor HERE = Runnable::run;
    private static final Duration OFTEN = Duration.ofMillis(100);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private DiscoveryServer<LanInfo> server(int port, String game, String address, LanInfo info) {
        DiscoveryServer<LanInfo> server =
                DiscoveryServer.advertise(port, game, List.of(URI.create(address)), LanInfo.class, info);
        open.add(server);
        return server;
    }

    private DiscoveryServer<LanInfo> server() {
        return server(0, GAME, "tcp://0.0.0.0:7777", new LanInfo("Ann's game", 2));
    }

    private DiscoveryClient<LanInfo> client(int port, Ears ears) {
        DiscoveryClient<LanInfo> client = DiscoveryClient.search(port, GAME, OFTEN, LanInfo.class, HERE, ears);
        open.add(client);
        return client;
    }

    // ---------------------------------------------------------------- finding

    @Test
    void aServerOnThisMachineIsFoundOnceWithWhatItSaysAndWhereItIs() throws Exception {
        DiscoveryServer<LanInfo> server = server();
        Ears ears = new Ears();

        client(server.port(), ears);

        DiscoveredServer<LanInfo> found = ears.next("found");
        assertThat(found.id()).isEqualTo(server.id());
        assertThat(found.info()).isEqualTo(new LanInfo("Ann's game", 2));
        URI address = found.addresses().get(0);
        assertThat(address.getHost()).isNotNull().isNotEqualTo("0.0.0.0");
        assertThat(InetAddress.getByName(address.getHost())).isNotNull();
        assertThat(address.getPort()).isEqualTo(7777);
        while (server.answered() < 10) {
            Thread.onSpinWait(); // several probes, on several ways
        }
        assertThat(ears.isEmpty()).isTrue();
    }

    @Test
    void whatItSaysChangesAndWhenItIsSilentItIsLost() throws Exception {
        DiscoveryServer<LanInfo> server = server();
        Ears ears = new Ears();
        client(server.port(), ears);
        ears.next("found");

        server.show(new LanInfo("Ann's game", 3));
        assertThat(ears.next("changed").info().players()).isEqualTo(3);
        server.close();

        assertThat(ears.next("lost").id()).isEqualTo(server.id());
    }

    @Test
    void aServerThatComesLaterIsFoundToo() throws Exception {
        DiscoveryServer<LanInfo> first = server();
        int port = first.port();
        Ears ears = new Ears();
        client(port, ears);
        ears.next("found");
        first.close();
        ears.next("lost");

        DiscoveryServer<LanInfo> second = server(port, GAME, "tcp://example.org:7000", new LanInfo("Bea's", 0));

        DiscoveredServer<LanInfo> found = ears.next("found");
        assertThat(found.id()).isEqualTo(second.id());
        assertThat(found.addresses()).containsExactly(URI.create("tcp://example.org:7000"));
    }

    @Test
    void anotherGameIsNotFound() throws Exception {
        DiscoveryServer<LanInfo> other = server(0, "another.game", "tcp://0.0.0.0:1", new LanInfo("x", 0));
        Ears ears = new Ears();
        client(other.port(), ears);

        while (other.ignored() < 5) {
            Thread.onSpinWait();
        }

        assertThat(other.answered()).isZero();
        assertThat(ears.isEmpty()).isTrue();
    }

    // ---------------------------------------------------------------- strangers

    private static @Nullable byte[] ask(DatagramSocket socket, int port, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress("127.0.0.1", port)));
        DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
        try {
            socket.receive(answer);
        } catch (SocketTimeoutException e) {
            return null;
        }
        byte[] got = new byte[answer.getLength()];
        System.arraycopy(answer.getData(), 0, got, 0, got.length);
        return got;
    }

    @Test
    void anAnswerIsNeverLargerThanItsQuestionAndAShortQuestionGetsNone() throws IOException {
        DiscoveryServer<LanInfo> server = server();
        byte[] probe = new DiscoveryPackets<>(GAME, LanInfo.class).probe(7);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            socket.setSoTimeout(10_000);
            byte[] answer = ask(socket, server.port(), probe);
            assertThat(answer).isNotNull().hasSizeLessThanOrEqualTo(probe.length);

            long answered = server.answered();
            socket.setSoTimeout(50);
            for (int length : new int[] {1, 40, 200, probe.length - 1}) {
                assertThat(ask(socket, server.port(), java.util.Arrays.copyOf(probe, length)))
                        .isNull();
            }
            assertThat(ask(socket, server.port(), java.util.Arrays.copyOf(probe, probe.length + 1)))
                    .isNull();
            assertThat(server.answered()).isEqualTo(answered);
        }
    }

    @Test
    void garbageIsCountedAndHurtsNobody() throws Exception {
        DiscoveryServer<LanInfo> server = server();
        Random random = new Random(1);
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 500; i++) {
                byte[] bytes = new byte[i % 3 == 0 ? DiscoveryPackets.BYTES_MAX : 1 + random.nextInt(1500)];
                random.nextBytes(bytes);
                socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress("127.0.0.1", server.port())));
            }
        }
        Ears ears = new Ears();
        client(server.port(), ears);

        ears.next("found");
        assertThat(server.ignored()).isPositive();
    }

    @Test
    void whoAsksTooOftenIsNotAnswered() throws IOException {
        DiscoveryServer<LanInfo> server = server();
        byte[] probe = new DiscoveryPackets<>(GAME, LanInfo.class).probe(7);
        try (DatagramSocket socket = new DatagramSocket()) {
            while (server.answered() + server.ignored() < 2_000) {
                socket.send(new DatagramPacket(probe, probe.length, new InetSocketAddress("127.0.0.1", server.port())));
            }
        }
        assertThat(server.ignored()).isGreaterThan(server.answered());
    }

    @Test
    void anAnswerNobodyAskedForIsNotBelieved() {
        DiscoveryPackets<LanInfo> packets = new DiscoveryPackets<>(GAME, LanInfo.class);
        byte[] answer = packets.answer(5, List.of(URI.create("tcp://0.0.0.0:7777")), new LanInfo("x", 1));

        assertThat(packets.readAnswer(packets.withNonce(answer, 9), answer.length))
                .isEqualTo(new DiscoveryPackets.Answer<>(9, 5, List.of("tcp://0.0.0.0:7777"), new LanInfo("x", 1)));
        for (int length = 0; length < answer.length; length++) {
            assertThat(packets.readAnswer(answer, length)).isNull();
        }
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = answer.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            packets.readAnswer(changed, changed.length); // whatever it is, it does not throw
        }
    }

    // ---------------------------------------------------------------- slips

    @Test
    void slipsAreToldInWords() {
        assertThatThrownBy(() -> server(0, GAME, "tcp://0.0.0.0:1", new LanInfo("x".repeat(1100), 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1024");
        assertThatThrownBy(() -> server(0, "", "tcp://0.0.0.0:1", new LanInfo("x", 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DiscoveryPackets<>(GAME, NetworkMessage.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tain-processor");
        assertThatThrownBy(() -> DiscoveryClient.search(1, GAME, Duration.ZERO, LanInfo.class, HERE, new Ears()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
