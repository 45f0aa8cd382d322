package dev.tain.transport.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever finds the port may send what they like: their connection ends, and the others notice nothing. */
class WebSocketAttackTest {
    private static final int BINARY = 0x82;
    private static final int MASKED = 0x80;

    private final WebSocketRig rig = WebSocketRig.at("ws://127.0.0.1:0/game?handshakeTimeoutMillis=1000");

    @AfterEach
    void close() {
        rig.close();
    }

    // ---------------------------------------------------------------- before the upgrade

    @Test
    void aRequestWithoutAnUpgradeIsAnsweredInWords() throws IOException {
        String answer = rig.answerTo("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 426").contains("Connect to it with a WebSocket");
        assertNoConnection("PROTOCOL_MISMATCH");
    }

    @Test
    void theWrongPathIsNotFound() throws IOException {
        for (String path : new String[] {"/", "/gam", "/game/", "/game/../game", "//game", "/GAME"}) {
            assertThat(rig.answerTo(WebSocketRig.upgrade(path))).startsWith("HTTP/1.1 404");
        }
        assertNoConnection("There is no WebSocket at /GAME.");
    }

    @Test
    void aPageOfAnotherOriginIsForbidden() throws IOException {
        String answer = rig.answerTo(WebSocketRig.upgrade("/game", "Origin: https://evil.example"));

        assertThat(answer).startsWith("HTTP/1.1 403").contains("Pages of https://evil.example may not connect");
        assertNoConnection("DENIED");
    }

    @Test
    void garbageIsNoConnection() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[20_000];
            random.nextBytes(garbage);
            long before = rig.server.refusedCount();
            Socket socket = rig.socket();
            try {
                socket.getOutputStream().write(garbage);
            } catch (IOException e) {
                // cut off while writing, as it should be
            }
            rig.await("the refusal", () -> rig.server.refusedCount() == before + 1);
        }
        assertNoConnection("");
    }

    @Test
    void aRequestLineWithoutAnEndIsNoConnection() throws IOException {
        attackHandshake(("GET /" + "a".repeat(20_000)).getBytes(US_ASCII));
    }

    @Test
    void headersWithoutAnEndAreNoConnection() throws IOException {
        StringBuilder request = new StringBuilder("GET /game HTTP/1.1\r\n");
        for (int i = 0; i < 2_000; i++) {
            request.append("X-").append(i).append(": y\r\n");
        }
        attackHandshake(request.toString().getBytes(US_ASCII));
    }

    @Test
    void aRequestWithContentIsNoConnection() throws IOException {
        attackHandshake("POST /game HTTP/1.1\r\nContent-Length: 2000000000\r\n\r\nhello".getBytes(US_ASCII));
    }

    @Test
    void onlyTheFirstOfManyRequestsIsAnswered() throws IOException {
        String post = "POST /game HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
        String expecting = "POST /game HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";
        String asking = "GET /game HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n.";
        for (String request : new String[] {post, expecting, asking, asking + post, expecting + asking}) {
            long before = rig.server.refusedCount();
            String answer = answerUntilTheCut(rig.socket(request.repeat(20)));
            rig.await("the refusal", () -> rig.server.refusedCount() == before + 1);

            assertThat(answer.split("HTTP/1.1 [2-5]", -1)).hasSize(2);
            assertThat(answer.split("HTTP/1.1 1", -1)).hasSizeLessThanOrEqualTo(2);
            assertThat(rig.server.lastRefusal()).doesNotContain("TIMEOUT");
        }
        assertNoConnection("");
    }

    /** What a server says to somebody who goes on talking, whom it may cut off with a reset. */
    private static String answerUntilTheCut(Socket socket) {
        StringBuilder answer = new StringBuilder();
        try {
            for (int read = socket.getInputStream().read();
                    read >= 0;
                    read = socket.getInputStream().read()) {
                answer.append((char) read);
            }
        } catch (IOException e) {
            answer.append("(reset)");
        }
        return answer.toString();
    }

    @Test
    void anUpgradeWithoutAKeyIsNoConnection() throws IOException {
        attackHandshake(("GET /game HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\n\r\n")
                .getBytes(US_ASCII));
    }

    @Test
    void anUpgradeToSomethingElseIsNoConnection() throws IOException {
        attackHandshake(
                ("GET /game HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n").getBytes(US_ASCII));
    }

    @Test
    void aHandshakeByteByByteIsCutOff() throws IOException {
        OutputStream out = rig.socket().getOutputStream();
        int[] left = {4000}; // more would be too long a line
        rig.await("the cut", () -> {
            try {
                if (left[0]-- > 0) {
                    out.write('G');
                }
            } catch (IOException e) {
                return true;
            }
            return rig.server.refusedCount() == 1;
        });
        rig.await("the count", () -> rig.server.refusedCount() == 1);

        assertNoConnection("TIMEOUT");
    }

    @Test
    void aForgedForwardedHeaderIsNotBelieved() throws IOException {
        rig.socket(WebSocketRig.upgrade("/game", "X-Forwarded-For: 203.0.113.7", "Forwarded: for=203.0.113.7"));
        rig.await("the connection", () -> rig.addresses.size() == 2);

        assertThat(rig.addresses.get(1).host()).isEqualTo("127.0.0.1");
    }

    // ---------------------------------------------------------------- behind it

    @Test
    void framesWithoutAMaskAreAFault() throws IOException {
        attackFrames("MALFORMED", BINARY, 1, 7);
    }

    @Test
    void textIsAFault() throws IOException {
        attackFrames("MALFORMED: A message arrived that is not binary", 0x81, MASKED | 1, 0, 0, 0, 0, 'x');
    }

    @Test
    void aMessageOfNoBytesIsAFault() throws IOException {
        attackFrames("MALFORMED: A message of 0 bytes", BINARY, MASKED, 0, 0, 0, 0);
    }

    @Test
    void aLengthAboveTheLimitIsTooLarge() throws IOException {
        attackFrames("MESSAGE_TOO_LARGE", BINARY, MASKED | 126, 0x40, 0x01, 0, 0, 0, 0);
    }

    @Test
    void aLengthOfFourGibibytesIsTooLarge() throws IOException {
        attackFrames("MESSAGE_TOO_LARGE", BINARY, MASKED | 127, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void aNegativeLengthIsAFault() throws IOException {
        attackFrames("MALFORMED", BINARY, MASKED | 127, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0);
    }

    @Test
    void aLengthLongerWrittenThanNeedBeIsAFault() throws IOException {
        attackFrames("MALFORMED", BINARY, MASKED | 126, 0, 1, 0, 0, 0, 0, 9);
    }

    @Test
    void reservedBitsAndCodesAreAFault() throws IOException {
        attackFrames("MALFORMED", 0xc2, MASKED | 1, 0, 0, 0, 0, 9);
        attackFrames("MALFORMED", 0x83, MASKED | 1, 0, 0, 0, 0, 9);
    }

    @Test
    void aContinuationOfNothingIsAFault() throws IOException {
        attackFrames("MALFORMED", 0x80, MASKED | 1, 0, 0, 0, 0, 9);
    }

    @Test
    void aPingLargerThanAPingIsAFault() throws IOException {
        attackFrames("MALFORMED", 0x89, MASKED | 126, 0, 200, 0, 0, 0, 0);
    }

    @Test
    void fragmentsThatNeverEndAreTooLarge() throws IOException {
        Socket socket = rig.webSocket("/game");
        OutputStream out = socket.getOutputStream();
        byte[] fragment = new byte[6 + 100];
        fragment[0] = 0x02;
        fragment[1] = (byte) (MASKED | 100);
        rig.await("the end", () -> {
            try {
                out.write(fragment);
                fragment[0] = 0;
            } catch (IOException e) {
                return true;
            }
            return !rig.endings.isEmpty();
        });
        rig.await("the end", () -> !rig.endings.isEmpty());

        assertThat(rig.endings).singleElement().asString().startsWith("2 MESSAGE_TOO_LARGE");
        assertThat(rig.receivedBytes).isZero();
        rig.assertHonestClientIsServed();
    }

    @Test
    void fragmentsThatEndAreOnePacket() throws IOException {
        Socket socket = rig.webSocket("/game");
        send(socket, 0x02, MASKED | 1, 0, 0, 0, 0, 7);
        send(socket, 0x89, MASKED, 0, 0, 0, 0); // a ping between
        send(socket, 0x00, MASKED, 0, 0, 0, 0);
        send(socket, 0x80, MASKED | 2, 1, 1, 1, 1, 8 ^ 1, 9 ^ 1);
        rig.await("the packet", () -> rig.receivedBytes == 3);

        assertThat(socket.getInputStream().readNBytes(7)).containsExactly(0x8a, 0, 0x82, 3, 7, 8, 9);
    }

    @Test
    void pingsThatNobodyReadsTheAnswersOfAreNotStored() throws IOException {
        Socket socket = rig.webSocket("/game");
        byte[] pings = new byte[131 * 100];
        for (int at = 0; at < pings.length; at += 131) {
            pings[at] = (byte) 0x89;
            pings[at + 1] = (byte) (MASKED | 125);
        }
        for (int i = 0; i < 1_000; i++) {
            socket.getOutputStream().write(pings); // 12 MiB of answers, of which the server keeps 64 KiB
        }
        rig.assertHonestClientIsServed();
        assertThat(rig.endings).isEmpty();
    }

    @Test
    void aGoodbyeIsAnswered() throws IOException {
        Socket socket = rig.webSocket("/game");
        send(socket, 0x88, MASKED | 2, 0, 0, 0, 0, 0x03, 0xe8);
        rig.await("the end", () -> !rig.endings.isEmpty());

        assertThat(socket.getInputStream().readNBytes(4)).containsExactly(0x88, 2, 0x03, 0xe8);
        assertThat(rig.endings).singleElement().asString().startsWith("2 CONNECTION_LOST");
    }

    private void attackHandshake(byte[] bytes) throws IOException {
        long before = rig.server.refusedCount();
        Socket socket = rig.socket();
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // cut off while writing, as it should be
        }
        rig.await("the refusal", () -> rig.server.refusedCount() == before + 1);
        assertNoConnection("");
    }

    private void assertNoConnection(String refusal) {
        rig.await("the count", () -> rig.server.lastRefusal().contains(refusal));

        assertThat(rig.addresses).hasSize(1);
        assertThat(rig.endings).isEmpty();
        rig.assertHonestClientIsServed();
    }

    private void attackFrames(String ending, int... bytes) throws IOException {
        int before = rig.endings.size();
        send(rig.webSocket("/game"), bytes);
        rig.await("the end", () -> rig.endings.size() == before + 1);

        assertThat(rig.endings.get(before)).contains(ending);
        rig.assertHonestClientIsServed();
    }

    private static void send(Socket socket, int... bytes) throws IOException {
        byte[] frame = new byte[bytes.length];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (byte) bytes[i];
        }
        socket.getOutputStream().write(frame);
    }
}
