package dev.tain.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

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
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
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

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as("nanoseconds waited").isLessThan(10_000_000_000L);
            Thread.onSpinWait();
        }
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

    @Test
    void theSettingsInAnAddressArriveWithIt() throws Exception {
        String settings = "?maxPacketBytes=4096&fingerprint=" + "ab".repeat(32);
        DiscoveryServer<LanInfo> server = server(0, GAME, "tls://0.0.0.0:7777" + settings, new LanInfo("x", 0));
        Ears ears = new Ears();
        client(server.port(), ears);

        URI address = ears.next("found").addresses().get(0);

        assertThat(address.toString()).startsWith("tls://").endsWith(":7777" + settings);
        assertThat(address.getHost()).isNotEqualTo("0.0.0.0");
    }

    /** A server that answers from an address that the test chooses. */
    private final class Wanderer {
        final DatagramSocket ears = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        private final DiscoveryPackets<LanInfo> packets = new DiscoveryPackets<>(GAME, LanInfo.class);
        private InetSocketAddress asker = new InetSocketAddress(0);
        private int nonce;

        Wanderer() throws IOException {
            open.add(ears);
            ears.setSoTimeout(20_000);
        }

        void awaitProbe() throws IOException {
            DatagramPacket probe = new DatagramPacket(new byte[4096], 4096);
            ears.receive(probe);
            asker = (InetSocketAddress) probe.getSocketAddress();
            nonce = Objects.requireNonNull(packets.readProbe(probe.getData(), probe.getLength()));
        }

        void answer(DatagramSocket from, String address, int players) throws IOException {
            byte[] answer = packets.answer(1, List.of(URI.create(address)), new LanInfo("x", players));
            byte[] bytes = packets.withNonce(answer, nonce);
            from.send(new DatagramPacket(bytes, bytes.length, asker));
        }
    }

    /** As when the network that it was first heard on is switched off. */
    @Test
    void aServerThatAnswersFromElsewhereOnlyIsToldToBeThere() throws Exception {
        Wanderer server = new Wanderer();
        DatagramSocket elsewhere;
        try {
            elsewhere = new DatagramSocket(0, InetAddress.getByName("127.0.0.2"));
        } catch (IOException e) {
            abort("This system has one address of its own only.");
            return;
        }
        open.add(elsewhere);
        Ears ears = new Ears();
        client(server.ears.getLocalPort(), ears);

        server.awaitProbe();
        server.answer(server.ears, "tcp://0.0.0.0:7777", 0);
        assertThat(ears.next("found").addresses()).containsExactly(URI.create("tcp://127.0.0.1:7777"));
        for (int probes = 0; ears.isEmpty() && probes < 100; probes++) {
            server.awaitProbe();
            server.answer(elsewhere, "tcp://0.0.0.0:7777", 0);
        }

        assertThat(ears.next("changed").addresses()).containsExactly(URI.create("tcp://127.0.0.2:7777"));
    }

    // ---------------------------------------------------------------- strangers

    @Test
    void whoSaysSomethingElseAllTheTimeIsHeardAFewTimes() throws Exception {
        Wanderer server = new Wanderer();
        Ears ears = new Ears();
        DiscoveryClient<LanInfo> client = client(server.ears.getLocalPort(), ears);
        int probes = 0;
        while (client.ignored() < 400 && probes < 40) {
            server.awaitProbe();
            probes++;
            for (int i = 0; i < 50; i++) {
                server.answer(server.ears, "tcp://0.0.0.0:7777", i);
            }
        }

        ears.next("found");
        assertThat(ears.count()).isLessThanOrEqualTo(10 * probes);
    }

    @Test
    void anAnswerWithoutAnAddressToConnectToIsIgnored() throws Exception {
        Wanderer server = new Wanderer();
        Ears ears = new Ears();
        DiscoveryClient<LanInfo> client = client(server.ears.getLocalPort(), ears);
        server.awaitProbe();
        for (String address : new String[] {"", "nowhere", "//0.0.0.0:7777", "tcp:7777", "file:/etc/passwd"}) {
            long before = client.ignored();
            server.answer(server.ears, address, 0);
            await(() -> client.ignored() > before);
        }
        assertThat(ears.isEmpty()).isTrue();
    }

    @Test
    void theLimitBeginsAnewWithEverySecondOfAnyClock() throws IOException {
        AnswerLimit limit = new AnswerLimit();
        InetAddress asker = InetAddress.getByName("192.0.2.1");
        for (long now : new long[] {-9_000_000_000L, -5_000_000_000L, 0, 5_000_000_000L}) {
            int answers = 0;
            for (int i = 0; i < 100; i++) {
                answers += limit.mayAnswer(asker, now) ? 1 : 0;
            }
            assertThat(answers).isEqualTo(10);
        }
    }

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
        assertThatThrownBy(() -> DiscoveryServer.advertise(0, GAME, List.of(), LanInfo.class, new LanInfo("x", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 8");
        assertThatThrownBy(() -> server(0, GAME, "0.0.0.0", new LanInfo("x", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tcp://0.0.0.0:7777");
        assertThatThrownBy(() -> server(0, "", "tcp://0.0.0.0:1", new LanInfo("x", 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DiscoveryPackets<>(GAME, NetworkMessage.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tain-processor");
        assertThatThrownBy(() -> DiscoveryClient.search(1, GAME, Duration.ZERO, LanInfo.class, HERE, new Ears()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
