package dev.tain.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.netty.tls.ServerCertificate;
import dev.tain.transport.netty.tls.ServerTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom an encrypted client believes, and what either side hears when it comes to nothing. */
class TlsTest implements ServerTransport.Listener {
    private final ServerCertificate certificate = ServerCertificate.development();
    private final List<String> heard = new ArrayList<>();
    private TcpServerTransport server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void aServerWithoutACertificateIsAMistakeThatIsTold() {
        assertThatThrownBy(() -> new TcpServerTransport(URI.create("tls://0.0.0.0"), TcpSettings.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tls://0.0.0.0:7777?certificate=chain.pem&key=key.pem");
        assertThatThrownBy(() ->
                        new TcpServerTransport(URI.create("tls://0.0.0.0?certificate=a.pem"), TcpSettings.defaults()))
                .hasMessageContaining("a chain and a key");
    }

    @Test
    void certificatesArePlainTcpsNoConcern() {
        assertThatThrownBy(() -> new TcpServerTransport(
                        URI.create("tcp://0.0.0.0?certificate=development"), TcpSettings.defaults()))
                .hasMessageContaining("tcp has no setting \"certificate=development\"");
    }

    @Test
    void theAddressOfADevelopmentServerTellsItsFingerprint() {
        listen("tls://127.0.0.1:0?certificate=development&maxPacketBytes=4096");

        assertThat(server.address().getQuery())
                .matches("maxPacketBytes=4096&fingerprint=[0-9a-f]{64}")
                .doesNotContain("certificate");
        assertConnects(server.address().toString());
    }

    @Test
    void aPinnedCertificateIsTrustedWhateverTheHostIsCalled() {
        listenWith(ServerCertificate.development("elsewhere.example"));

        assertConnects(server.address().toString());
    }

    @Test
    void anotherCertificateThanThePinnedOneIsNot() {
        listenWith(certificate);
        String other = "ab".repeat(32);

        Ending ending = endingOf(addressWith("fingerprint=" + other));

        assertThat(ending.reason).isEqualTo(DisconnectReason.UNTRUSTED);
        assertThat(ending.detail).contains(other, certificate.fingerprint(), "127.0.0.1:");
        assertThat(ending.isConnected).isFalse();
    }

    @Test
    void theNextCertificateCanBeAnnounced() {
        listenWith(certificate);

        assertConnects(addressWith("fingerprint=" + "ab".repeat(32) + "," + certificate.fingerprint()));
    }

    @Test
    void aCertificateNobodyVouchesForIsNotTrustedByItself() {
        listenWith(certificate);

        Ending ending = endingOf("tls://127.0.0.1:" + server.address().getPort());

        assertThat(ending.reason).isEqualTo(DisconnectReason.UNTRUSTED);
        assertThat(ending.detail).contains("give the client its authority or its fingerprint");
        Ending.until(() -> server.refusedCount() == 1);
        assertThat(server.lastRefusal()).contains("TLS handshake failed", "certificate");
        assertThat(heard).isEmpty();
    }

    @Test
    void filesOfAnAuthorityAndOfAServerDoTheSame(@TempDir Path folder) throws IOException {
        certificate.write(folder.resolve("chain.pem"), folder.resolve("key.pem"));
        listen("tls://127.0.0.1:0?certificate=" + folder.resolve("chain.pem") + "&key=" + folder.resolve("key.pem"));

        assertConnects(addressWith("authority=" + folder.resolve("chain.pem")));
    }

    @Test
    void anAuthorityVouchesForANameAndNotForAnother(@TempDir Path folder) throws IOException {
        ServerCertificate elsewhere = ServerCertificate.development("elsewhere.example");
        elsewhere.write(folder.resolve("chain.pem"), folder.resolve("key.pem"));
        listenWith(elsewhere);

        Ending ending = endingOf(addressWith("authority=" + folder.resolve("chain.pem")));

        assertThat(ending.reason).isEqualTo(DisconnectReason.UNTRUSTED);
        assertThat(ending.detail).contains("127.0.0.1");
        assertConnects(addressWith("authority=" + folder.resolve("chain.pem") + "&checkHostName=false"));
    }

    @Test
    void aPlainClientOfAnEncryptedServerIsToldSo() {
        listenWith(certificate);
        TcpClientTransport client = client("tcp://127.0.0.1:" + server.address().getPort());

        Ending ending = new Ending();
        client.connect();
        Ending.until(() -> {
            client.poll(0, ending);
            client.send(Channel.RELIABLE, new byte[20], 0, 20);
            client.flush(0);
            return ending.reason != null;
        });

        assertThat(ending.reason).isEqualTo(DisconnectReason.MALFORMED);
        assertThat(ending.detail).contains("TLS", "one side encrypts and the other does not");
        Ending.until(() -> server.lastRefusal().contains("which is not TLS"));
    }

    @Test
    void anEncryptedClientOfAPlainServerIsToldSo() {
        listen("tcp://127.0.0.1:0");

        Ending ending = endingOf("tls://127.0.0.1:" + server.address().getPort());

        assertThat(ending.reason).isEqualTo(DisconnectReason.CONNECTION_LOST);
        assertThat(ending.detail).contains("broke off the TLS handshake", "does not encrypt");
        assertThat(heard).contains("1 MALFORMED");
    }

    @Test
    void aServerThatSaysNothingEndsWithWords() throws IOException {
        try (java.net.ServerSocket silent =
                new java.net.ServerSocket(0, 50, java.net.InetAddress.getLoopbackAddress())) {
            Ending ending = endingOf("tls://127.0.0.1:" + silent.getLocalPort() + "?connectTimeoutMillis=200");

            assertThat(ending.reason).isEqualTo(DisconnectReason.UNREACHABLE);
            assertThat(ending.detail).contains("did not complete the handshake of tls within 200 ms");
        }
    }

    /** Somebody else's TLS, too. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theJdksOwnSocketIsUnderstood(String version) throws Exception {
        listenWith(certificate);
        AtomicReference<byte[]> answer = new AtomicReference<>();
        Thread peer = new Thread(() -> answer.set(exchange(version)), "tain-test-peer");
        peer.start();

        Ending.until(() -> {
            poll();
            return answer.get() != null;
        });
        peer.join();

        assertThat(answer.get()).containsExactly(0, 0, 0, 2, 8, 9);
    }

    private byte[] exchange(String version) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] trust = {
                ServerTrust.fingerprints(certificate.fingerprint()).manager()
            };
            context.init(null, trust, null);
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
                    .createSocket("127.0.0.1", server.address().getPort())) {
                socket.setEnabledProtocols(new String[] {version});
                socket.getOutputStream().write(new byte[] {0, 0, 0, 2, 8, 9});
                return socket.getInputStream().readNBytes(6);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    // ---------------------------------------------------------------- driving

    private void listenWith(ServerCertificate shown) {
        listen("tls://127.0.0.1:0", TcpSettings.builder().certificate(shown).build());
    }

    private void listen(String address) {
        listen(address, TcpSettings.defaults());
    }

    private void listen(String address, TcpSettings settings) {
        server = new TcpServerTransport(URI.create(address), settings);
        server.start();
    }

    private String addressWith(String query) {
        return "tls://127.0.0.1:" + server.address().getPort() + "?" + query;
    }

    private static TcpClientTransport client(String address) {
        return new TcpClientTransport(URI.create(address), TcpSettings.defaults());
    }

    private Ending endingOf(String address) {
        return Ending.of(client(address), this::poll);
    }

    private void assertConnects(String address) {
        TcpClientTransport client = client(address);
        Ending ending = new Ending();
        client.connect();
        Ending.until(() -> {
            poll();
            client.poll(0, ending);
            assertThat(ending.detail).isEmpty();
            return ending.isConnected;
        });
        client.abort();
    }

    private void poll() {
        if (server != null) {
            server.poll(0, this);
            server.flush(0);
        }
    }

    @Override
    public void connected(int connectionId, PeerAddress address) {}

    @Override
    public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
        server.send(connectionId, channel, bytes, offset, length);
    }

    @Override
    public void disconnected(int connectionId, DisconnectReason reason, String detail) {
        heard.add(connectionId + " " + reason);
    }
}
