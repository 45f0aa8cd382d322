package dev.tain.transport.tcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.transport.Channel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever finds the port may send what they like: their connection ends, and the others notice nothing. */
class TcpAttackTest {
    private static final int FLOOD = 10_000;

    private final TcpRig rig = new TcpRig(TcpSettings.defaults());

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    @Test
    void anHttpRequestIsMalformed() throws IOException {
        attack("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n".getBytes(US_ASCII));

        assertThat(rig.endings)
                .singleElement()
                .asString()
                .startsWith("2 MALFORMED")
                .contains("HTTP");
    }

    @Test
    void aTlsHelloIsMalformed() throws IOException {
        attack(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3});

        assertThat(rig.endings)
                .singleElement()
                .asString()
                .startsWith("2 MALFORMED")
                .contains("TLS");
    }

    @Test
    void aLengthOfFourGibibytesIsMalformed() throws IOException {
        attack(new byte[] {-1, -1, -1, -1, 0, 0});

        assertThat(rig.endings)
                .singleElement()
                .asString()
                .startsWith("2 MALFORMED")
                .contains("4294967295");
    }

    @Test
    void aLengthAboveTheLimitIsTooLarge() throws IOException {
        attack(new byte[] {0, 1, 0, 0, 0, 0});

        assertThat(rig.endings).singleElement().asString().startsWith("2 MESSAGE_TOO_LARGE");
    }

    @Test
    void garbageEndsOnlyItsOwnConnection() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[5_000];
            random.nextBytes(garbage);
            garbage[0] |= 1; // a length that is surely wrong
            try (Socket socket = rig.socket()) {
                socket.getOutputStream().write(garbage);
                int expected = i + 1;
                rig.await("the end", () -> rig.endings.size() == expected);
            }
        }

        assertThat(rig.endings).allMatch(ending -> ending.contains("MALFORMED") || ending.contains("TOO_LARGE"));
        rig.assertHonestClientIsServed();
    }

    @Test
    void aSlowLorisWaitsWithoutHarm() throws IOException {
        for (int i = 0; i < 20; i++) {
            Socket socket = rig.socket();
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(new byte[] {0, 0});
        }
        rig.await("all of them", () -> rig.connectedCount == 21);

        rig.assertHonestClientIsServed();
        assertThat(rig.endings).isEmpty();
    }

    @Test
    void bytesThatComeOneByOneStillMakeAPacket() throws IOException {
        Socket socket = rig.socket();
        socket.setTcpNoDelay(true);
        for (byte part : new byte[] {0, 0, 0, 3, 7, 8, 9}) {
            socket.getOutputStream().write(part);
            rig.round();
        }
        rig.await("the packet", () -> rig.receivedBytes == 3);

        assertThat(socket.getInputStream().readNBytes(7)).containsExactly(0, 0, 0, 3, 7, 8, 9);
    }

    @Test
    void aClientThatNeverReadsIsCongested() throws IOException {
        byte[] packet = new byte[4 + 16_000];
        ByteBuffer.wrap(packet).putInt(0, 16_000);
        ByteBuffer bytes = ByteBuffer.wrap(packet);
        try (SocketChannel socket = SocketChannel.open()) {
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), rig.server.address().getPort()));
            socket.configureBlocking(false);
            rig.await("the end", () -> {
                write(socket, bytes);
                return !rig.endings.isEmpty();
            });
        }

        assertThat(rig.endings)
                .singleElement()
                .asString()
                .startsWith("2 CONGESTED")
                .contains("sendQueueBytes");
        rig.assertHonestClientIsServed();
    }

    @Test
    void aSenderFasterThanThePollIsSlowedDownNotStored() throws IOException {
        int most = 0;
        byte[] packet = new byte[4 + 16_000];
        ByteBuffer.wrap(packet).putInt(0, 16_000);
        ByteBuffer bytes = ByteBuffer.wrap(packet);
        try (SocketChannel socket = SocketChannel.open()) {
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), rig.server.address().getPort()));
            socket.configureBlocking(false);
            int fruitless = 0;
            while (fruitless < 20_000 && most < 64 << 20) { // the server is not polled at all
                int written = write(socket, bytes);
                most += written;
                fruitless = written == 0 ? fruitless + 1 : 0;
            }
        }

        assertThat(most).isBetween(256 * 1024, 32 << 20); // our queue and the system's buffers, and no more
        rig.assertHonestClientIsServed();
    }

    @Test
    void aResetIsALostConnection() throws IOException {
        Socket socket = rig.socket();
        rig.await("the connection", () -> rig.connectedCount == 2);
        socket.setSoLinger(true, 0);
        socket.close();
        rig.await("the end", () -> !rig.endings.isEmpty());

        assertThat(rig.endings).singleElement().asString().startsWith("2 CONNECTION_LOST");
        rig.assertHonestClientIsServed();
    }

    @Test
    void aHalfClosedConnectionIsALostOne() throws IOException {
        Socket socket = rig.socket();
        socket.getOutputStream().write(new byte[] {0, 0, 0, 1, 5});
        socket.shutdownOutput();
        rig.await("the end", () -> !rig.endings.isEmpty());

        assertThat(rig.receivedBytes).isEqualTo(1); // what came before it is not lost
        assertThat(rig.endings).singleElement().asString().startsWith("2 CONNECTION_LOST");
    }

    @Test
    void tenThousandConnectionsOneAfterAnotherLeaveNothingBehind() throws IOException {
        for (int i = 0; i < FLOOD; i++) {
            Socket socket = rig.socket();
            if (i % 3 == 0) {
                socket.getOutputStream().write(new byte[] {0, 0, 0, 1, 5, 0, 0});
            }
            socket.setSoLinger(true, 0);
            socket.close();
            if (i % 100 == 0) {
                rig.round();
            }
        }
        rig.assertHonestClientIsServed();
        // They are accepted in order: when the last one is answered, all others were there. One whose reset came first
        // may never have been a connection.
        Socket last = rig.socket();
        long before = rig.receivedBytes;
        last.getOutputStream().write(new byte[] {0, 0, 0, 2, 5, 6});
        rig.await("the last one", () -> rig.receivedBytes >= before + 2 && available(last) > 0);
        rig.await("all endings", () -> rig.endings.size() == rig.connectedCount - 2);
        rig.await("closed sockets", () -> rig.server.openSockets() == 2);

        assertThat(rig.connectedCount).isGreaterThan(FLOOD / 2);
    }

    @Test
    void aGoodbyeToATalkerIsNotOvertakenByAReset() throws IOException {
        byte[] packet = new byte[16_000];
        try (SocketChannel socket = SocketChannel.open()) {
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), rig.server.address().getPort()));
            rig.await("the connection", () -> rig.connectedCount == 2);
            socket.configureBlocking(false);
            ByteBuffer talk = ByteBuffer.allocate(packet.length);
            for (int fruitless = 0; fruitless < 10_000; ) { // until bytes nobody will read wait in the system
                fruitless = write(socket, talk) == 0 ? fruitless + 1 : 0;
            }
            for (int i = 0; i < 60; i++) {
                rig.server.send(2, Channel.RELIABLE, packet, 0, packet.length);
            }
            rig.server.disconnect(2);
            socket.configureBlocking(true);

            assertThat(socket.socket().getInputStream().readAllBytes()).hasSize(60 * (4 + packet.length));
        }
    }

    @Test
    void moreStrangersThanAPollHasMetWaitOutside() throws IOException {
        for (int i = 0; i < 1_500; i++) {
            rig.socket(); // nobody polls: accepting pauses at 1024, the rest waits in the backlog
        }
        rig.await("all of them", () -> rig.connectedCount == 1_501);

        rig.assertHonestClientIsServed();
    }

    private static int available(Socket socket) {
        try {
            return socket.getInputStream().available();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int write(SocketChannel socket, ByteBuffer bytes) {
        try {
            int written = socket.write(bytes);
            if (!bytes.hasRemaining()) {
                bytes.rewind();
            }
            return written;
        } catch (IOException e) {
            return 0; // cut off, as it should be
        }
    }

    private void attack(byte[] bytes) throws IOException {
        Socket socket = rig.socket();
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        rig.await("the end", () -> !rig.endings.isEmpty());

        int read;
        try {
            read = socket.getInputStream().read();
        } catch (IOException e) {
            read = -1; // a reset is a close too
        }
        assertThat(read).isEqualTo(-1);
        rig.assertHonestClientIsServed();
    }
}
