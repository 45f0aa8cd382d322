package dev.tain.transport.quic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever finds the port may send what they like: the others notice nothing. */
class QuicAttackTest {
    private static final int INITIAL_BYTES = 1_200;

    private final QuicRig rig = new QuicRig("?handshakeTimeoutMillis=400");

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void garbageIsDropped() throws IOException {
        Random random = new Random(9);
        try (DatagramChannel socket = socket()) {
            for (int i = 0; i < 2_000; i++) {
                byte[] garbage = new byte[random.nextInt(1_400)];
                random.nextBytes(garbage);
                socket.write(ByteBuffer.wrap(garbage));
                if (i % 100 == 0) {
                    rig.assertHonestClientIsServed();
                }
            }
        }
        assertNobodyElse();
    }

    /** What looks like the first packet of a client gets a Retry, smaller than itself, however often it is sent. */
    @Test
    void whoDoesNotShowWhereItIsGetsLittleAndIsForgotten() throws IOException {
        long sent = 0;
        long received = 0;
        try (DatagramChannel socket = socket()) {
            ByteBuffer answer = ByteBuffer.allocate(2_000);
            for (int i = 0; i < 200; i++) {
                answer.clear();
                sent += socket.write(ByteBuffer.wrap(initial(i)));
                rig.await("the answer", () -> read(socket, answer));
                received += answer.position();
                assertThat(answer.get(0) & 0xf0).as("a Retry").isEqualTo(0xf0);
            }
            rig.assertHonestClientIsServed();
        }

        assertThat(received).isLessThan(sent / 5);
        assertThat(rig.server.refusedCount()).isZero(); // there never was anything to refuse
        assertNobodyElse();
    }

    @Test
    void whoSpeaksAnotherProtocolIsNoConnection() {
        try (RawPeer peer = new RawPeer(rig, "h3")) {
            assertThat(peer.connection.isSuccess()).isFalse();
        }
        assertNobodyElse();
    }

    @Test
    void aConnectionWithoutAStreamIsCutOff() {
        try (RawPeer peer = new RawPeer(rig, QuicLimits.PROTOCOL)) {
            rig.await(
                    "the cut",
                    () -> rig.server.refusedCount() == 1
                            && !peer.connection.getNow().isActive());
        }
        assertThat(rig.server.lastRefusal()).contains("longer than 400 ms");
        assertNobodyElse();
    }

    @Test
    void aStreamThatBeginsOtherwiseIsNoConnection() {
        try (RawPeer peer = new RawPeer(rig, QuicLimits.PROTOCOL)) {
            peer.stream((byte) 7, (byte) 7);
            rig.await("the refusal", () -> rig.server.refusedCount() == 1);
        }
        assertThat(rig.server.lastRefusal())
                .isEqualTo("PROTOCOL_MISMATCH: The stream begins with 7; the version spoken here is 1.");
        assertNobodyElse();
    }

    @Test
    void aSecondStreamIsNotToBeHad() {
        try (RawPeer peer = new RawPeer(rig, QuicLimits.PROTOCOL)) {
            peer.stream((byte) QuicLimits.PREFACE);
            rig.await("the connection", () -> rig.addresses.size() == 2);
            Future<QuicStreamChannel> second = peer.stream((byte) QuicLimits.PREFACE);
            rig.await("the answer", second::isDone);
            rig.assertHonestClientIsServed();

            assertThat(rig.addresses).hasSize(2);
            assertThat(rig.endings).isEmpty();
        }
    }

    @Test
    void aLengthThatIsWrongIsMalformed() {
        try (RawPeer peer = new RawPeer(rig, QuicLimits.PROTOCOL)) {
            peer.stream((byte) QuicLimits.PREFACE, (byte) -1, (byte) -1, (byte) -1, (byte) -1);
            rig.await("the end", () -> !rig.endings.isEmpty());
        }
        assertThat(rig.endings).singleElement().asString().startsWith("2 MALFORMED");
        rig.assertHonestClientIsServed();
    }

    private DatagramChannel socket() throws IOException {
        DatagramChannel socket = DatagramChannel.open();
        socket.connect(new InetSocketAddress("127.0.0.1", rig.server.address().getPort()));
        socket.configureBlocking(false);
        return socket;
    }

    private static boolean read(DatagramChannel socket, ByteBuffer into) {
        try {
            return socket.read(into) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The clear part of a client's first packet of version 1; what would be sealed is anything. */
    private static byte[] initial(int seed) {
        byte[] packet = new byte[INITIAL_BYTES];
        new Random(seed).nextBytes(packet);
        ByteBuffer head = ByteBuffer.wrap(packet);
        head.put((byte) 0xc3).putInt(1); // long header, Initial; version 1
        head.put((byte) 8).putLong(seed * 0x9e3779b97f4a7c15L); // destination id
        head.put((byte) 8).putLong(seed); // source id
        head.put((byte) 0); // no token
        head.putShort((short) (0x4000 | INITIAL_BYTES - head.position() - 2));
        return packet;
    }

    private void assertNobodyElse() {
        rig.assertHonestClientIsServed();
        assertThat(rig.addresses).hasSize(1);
        assertThat(rig.endings).isEmpty();
    }
}
