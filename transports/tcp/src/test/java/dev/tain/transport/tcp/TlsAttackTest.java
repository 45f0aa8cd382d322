package dev.tain.transport.tcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.transport.netty.tls.ServerCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever cannot or will not complete the handshake of TLS never is a connection, and holds nobody up. */
class TlsAttackTest {
    private static final ServerCertificate CERTIFICATE = ServerCertificate.development();

    private final TcpRig rig = new TcpRig(
            URI.create("tls://127.0.0.1:0?handshakeTimeoutMillis=300"),
            TcpSettings.builder().certificate(CERTIFICATE).build());

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    @Test
    void anHttpRequestIsNoConnection() throws IOException {
        attack("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n".getBytes(US_ASCII));

        assertThat(rig.server.lastRefusal()).isEqualTo("MALFORMED: The first byte is 71, which is not TLS.");
    }

    @Test
    void garbageIsNoConnection() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[5_000];
            random.nextBytes(garbage);
            attack(garbage);
        }
    }

    @Test
    void garbageBehindTheFirstByteOfTlsIsNoConnection() throws IOException {
        Random random = new Random(8);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[5_000];
            random.nextBytes(garbage);
            garbage[0] = 22;
            attack(garbage);
        }
    }

    @Test
    void aRecordOfAnImpossibleLengthIsNoConnection() throws IOException {
        attack(new byte[] {22, 3, 1, -1, -1, 1, -1, -1, -1, 3, 3});
    }

    @Test
    void aHelloOfSixteenMebibytesIsNoConnection() throws IOException {
        // A first record that is fine, of a handshake message said to be 2^24 - 1 bytes; then nothing.
        attack(new byte[] {22, 3, 1, 0, 6, 1, -1, -1, -1, 3, 3});
    }

    @Test
    void whoSaysNothingIsCutOff() throws IOException {
        attack(new byte[0]);

        assertThat(rig.server.lastRefusal()).isEqualTo("TIMEOUT: The handshake took longer than 300 ms.");
    }

    @Test
    void aHandshakeByteByByteIsCutOff() throws IOException {
        Socket socket = rig.socket();
        socket.setTcpNoDelay(true);
        OutputStream out = socket.getOutputStream();
        byte[] hello = {22, 3, 1, 64, 0, 1, 0, 63, -4};
        int[] sent = {0};
        rig.await("the cut", () -> {
            try {
                out.write(sent[0] < hello.length ? hello[sent[0]++] : 3);
            } catch (IOException e) {
                return true; // it is cut off
            }
            return rig.server.refusedCount() == 1;
        });
        rig.await("the count", () -> rig.server.refusedCount() == 1);

        assertThat(rig.server.lastRefusal()).contains("TIMEOUT");
        rig.assertHonestClientIsServed();
    }

    @Test
    void aGoodClientGetsInThoughThousandsHoldHandshakesOpen() throws IOException {
        for (int i = 0; i < 1_500; i++) {
            rig.socket();
        }
        TcpClientTransport late = new TcpClientTransport(rig.server.address(), TcpSettings.defaults());
        Ending ending = new Ending();
        late.connect();
        rig.await("the good client", () -> {
            late.poll(0, ending);
            return ending.isConnected;
        });
        late.abort();

        assertThat(rig.server.refusedCount()).isPositive();
        rig.assertHonestClientIsServed();
    }

    private void attack(byte[] bytes) throws IOException {
        long before = rig.server.refusedCount();
        Socket socket = rig.socket();
        socket.getOutputStream().write(bytes);
        rig.await("the refusal", () -> rig.server.refusedCount() == before + 1);

        assertThat(rig.connectedCount).isEqualTo(1);
        assertThat(rig.endings).isEmpty();
        rig.assertHonestClientIsServed();
    }
}
