package dev.tain.transport.quic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.TransportProvider;
import dev.tain.transport.netty.tls.ServerCertificate;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, trust, the two channels, and what else only QUIC has. */
class QuicTransportTest {
    private final QuicRig rig = new QuicRig("");

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void theProviderIsFoundForItsScheme() {
        TransportProvider provider =
                ServiceLoader.load(TransportProvider.class).findFirst().orElseThrow();

        assertThat(provider.schemes()).containsExactly("quic");
        assertThat(provider.createServer(URI.create("quic://localhost?certificate=development"))
                        .address()
                        .toString())
                .startsWith("quic://localhost:7777?fingerprint=");
    }

    @Test
    void addressesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new QuicServerTransport(URI.create("quic://h:1"), QuicSettings.defaults()))
                .hasMessageContaining("needs a certificate");
        assertThatThrownBy(() -> new QuicServerTransport(URI.create("quic://h:1/x"), QuicSettings.defaults()))
                .hasMessageContaining("is no address for QUIC");
        assertThatThrownBy(() ->
                        new QuicClientTransport(URI.create("quic://h:1?idleTimeoutMillis=0"), QuicSettings.defaults()))
                .hasMessageContaining("must be positive");
    }

    @Test
    void aPlatformWithoutTheLibraryIsToldWhatIsMissing() {
        assertThat(NativeLibrary.missing("Plan 9", "mips", new UnsatisfiedLinkError("no netty_quiche")))
                .hasMessageContaining("QUIC cannot be spoken on Plan 9, mips: no netty_quiche")
                .hasMessageContaining("netty-codec-native-quic with the classifier of this platform");
    }

    // ---------------------------------------------------------------- channels

    @Test
    void eachChannelStaysWhatItIs() {
        rig.client.send(Channel.UNRELIABLE, new byte[] {1}, 0, 1);
        rig.await("the datagram and its echo", () -> rig.echoes.size() == 1);
        rig.client.send(Channel.RELIABLE, new byte[] {1}, 0, 1);
        rig.await("the packet and its echo", () -> rig.echoes.size() == 2);

        assertThat(rig.channels).containsExactly(Channel.UNRELIABLE, Channel.RELIABLE);
        assertThat(rig.echoes).containsExactly(Channel.UNRELIABLE, Channel.RELIABLE);
    }

    @Test
    void theLargestDatagramIsOneDatagram() {
        int largest = rig.client.maxPacketBytes(Channel.UNRELIABLE);

        rig.client.send(Channel.UNRELIABLE, new byte[largest], 0, largest);
        rig.await("the datagram and its echo", () -> rig.echoes.size() == 1);

        assertThat(largest)
                .isEqualTo(rig.server.maxPacketBytes(Channel.UNRELIABLE))
                .isLessThan(1_200);
        assertThat(rig.channels).containsExactly(Channel.UNRELIABLE);
        assertThat(rig.client.batchBytes(Channel.UNRELIABLE)).isEqualTo(largest);
        assertThatThrownBy(() -> rig.client.send(Channel.UNRELIABLE, new byte[largest + 1], 0, largest + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UNRELIABLE carries 1 to " + largest);
    }

    /** A peer that takes no datagrams gets everything on the stream. */
    @Test
    void whoTakesNoDatagramsMissesNothing() {
        try (RawPeer peer = new RawPeer(rig, QuicLimits.PROTOCOL)) {
            peer.stream((byte) QuicLimits.PREFACE, (byte) 0, (byte) 0, (byte) 0, (byte) 1, (byte) 9);
            rig.await("the packet", () -> rig.addresses.size() == 2 && rig.channels.size() == 1);

            rig.server.send(2, Channel.UNRELIABLE, new byte[] {1}, 0, 1);

            rig.await("both on the stream", () -> peer.received.size() == 2 * (4 + 1));
            assertThat(peer.received).containsExactly(bytes(0, 0, 0, 1, 9, 0, 0, 0, 1, 1));
        }
    }

    @Test
    void moreDatagramsThanAPollTakesAreDroppedNotStored() {
        byte[] packet = new byte[1_000];
        for (int i = 0; i < 20_000; i++) {
            rig.client.send(Channel.UNRELIABLE, packet, 0, packet.length);
            rig.client.flush(0);
            if (i % 50 == 0) {
                assertThat(rig.client.queuedBytes()).isLessThan(300_000);
            }
        }
        rig.assertHonestClientIsServed();

        assertThat(Collections.frequency(rig.channels, Channel.UNRELIABLE)).isBetween(1, 19_999);
    }

    // ---------------------------------------------------------------- trust

    @Test
    void anotherCertificateThanThePinnedOneIsNotTrusted() {
        Ending ending = endingOf("?fingerprint=" + "ab".repeat(32));

        assertThat(ending.reason).isEqualTo(DisconnectReason.UNTRUSTED);
        assertThat(ending.detail).contains(rig.certificate.fingerprint(), "ab".repeat(32));
        rig.assertHonestClientIsServed();
    }

    @Test
    void aCertificateNobodyVouchesForIsNotTrustedByItself() {
        assertThat(endingOf("").reason).isEqualTo(DisconnectReason.UNTRUSTED);
    }

    @Test
    void anAuthorityVouchesForANameAndNotForAnother(@TempDir Path folder) throws IOException {
        ServerCertificate elsewhere = ServerCertificate.development("elsewhere.example");
        elsewhere.write(folder.resolve("chain.pem"), folder.resolve("key.pem"));
        rig.certificate.write(folder.resolve("own.pem"), folder.resolve("own.key"));
        QuicServerTransport other = new QuicServerTransport(
                URI.create("quic://127.0.0.1:0"),
                QuicSettings.builder().certificate(elsewhere).build());
        other.start();
        try {
            int port = other.address().getPort();
            assertThat(endingOf(port, "?authority=" + folder.resolve("chain.pem")).reason)
                    .isEqualTo(DisconnectReason.UNTRUSTED);
            assertThat(endingOf(port, "?checkHostName=false&authority=" + folder.resolve("chain.pem")).isConnected)
                    .isTrue();
            assertThat(endingOf("?authority=" + folder.resolve("own.pem")).isConnected)
                    .isTrue();
        } finally {
            other.stop();
        }
    }

    @Test
    void aServerThatSaysNothingEndsWithWords() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Ending ending = endingOf(silent.getLocalPort(), "?connectTimeoutMillis=200");

            assertThat(ending.reason).isEqualTo(DisconnectReason.UNREACHABLE);
            assertThat(ending.detail).contains("did not answer within 200 ms");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPortWhereNobodyListensIsSaidSo(boolean nativeSockets) throws IOException {
        int port;
        try (DatagramSocket freed = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = freed.getLocalPort();
        }

        Ending ending = endingOf(port, "?nativeSockets=" + nativeSockets);

        assertThat(ending.reason).isEqualTo(DisconnectReason.CONNECTION_REFUSED);
        assertThat(ending.detail).startsWith("Nobody listens at 127.0.0.1:" + port);
    }

    @Test
    void aConnectionOfWhichNothingIsHeardIsTimedOutOnBothSides() {
        try (QuicRig hasty = new QuicRig("?idleTimeoutMillis=200")) {
            hasty.await("both ends", () -> !hasty.endings.isEmpty() && !hasty.clientEnding.isEmpty());

            assertThat(hasty.endings).singleElement().asString().startsWith("1 TIMEOUT");
            assertThat(hasty.clientEnding).startsWith("TIMEOUT");
        }
    }

    private static Byte[] bytes(int... values) {
        return IntStream.of(values).mapToObj(value -> (byte) value).toArray(Byte[]::new);
    }

    private Ending endingOf(String query) {
        return endingOf(rig.server.address().getPort(), query);
    }

    /** What a client hears first: that it is connected, or why not. */
    private Ending endingOf(int port, String query) {
        QuicClientTransport client =
                new QuicClientTransport(URI.create("quic://127.0.0.1:" + port + query), QuicSettings.defaults());
        Ending ending = new Ending();
        client.connect();
        rig.await("the outcome", () -> {
            client.poll(0, ending);
            return ending.isConnected || ending.reason != null;
        });
        client.abort();
        return ending;
    }

    private static final class Ending implements ClientTransport.Listener {
        private boolean isConnected;
        private DisconnectReason reason;
        private String detail = "";

        @Override
        public void connected(PeerAddress server) {
            isConnected = true;
        }

        @Override
        public void received(Channel channel, byte[] bytes, int offset, int length) {}

        @Override
        public void disconnected(DisconnectReason why, String inWords) {
            reason = why;
            detail = inWords;
        }
    }
}
