package dev.tain.transport.kcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.transport.Channel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Datagrams of a real kcp2k, as Mirror carries it: what its client sent, ours sends; what its server sent, ours sends;
 * each reads the other's. Two of the recorded timestamps belong to a hello that was not recorded; there the test says what
 * it put in their place.
 */
class KcpVectorsTest {
    private static final int COOKIE = 0x8f8739f7;

    private static final String CLIENT_HELLO = "010000000000000000510000100300000000000000000000000100000001";
    private static final String SERVER_HELLO = "01f739878f00000000520000100000000000000000010000000000000000000000"
            + "510000100200000000000000010000000100000001"; // with the timestamp that its acknowledgement returns
    private static final String CLIENT_HELLO_ACK = "01f739878f000000005200001002000000000000000100000000000000";
    private static final String UNRELIABLE = "02f739878f04010203";
    private static final String CLIENT_DATA = "01f739878f00000000510000102f01000001000000010000000500000003deadbeef";
    private static final String SERVER_DATA = "01f739878f00000000520000102f010000010000000200000000000000"
            + "00000000510000102801000001000000020000000500000003deadbeef";
    private static final String CLIENT_DATA_ACK = "01f739878f000000005200001028010000010000000200000000000000";
    private static final String CLIENT_PING = "01f739878f0000000051000010ef03000002000000020000000100000002";
    private static final String SERVER_PING = "01f739878f0000000052000010ef030000020000000300000000000000"
            + "0000000051000010ed03000002000000030000000100000002";
    private static final String CLIENT_PING_ACK = "01f739878f0000000052000010ed030000020000000300000000000000";
    private static final List<String> FRAGMENTS = List.of(
            "01f739878f0000000051020010%s06000003000000030000009304000003000102030405060708090a0b0c0d0e0f10111213141516"
                    + "1718191a1b1c1d1e1f2021",
            "01f739878f0000000051010010%s06000004000000030000009304000092939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9"
                    + "aaabacadaeafb0b1b2b3b4",
            "01f739878f0000000051000010%s06000005000000030000009302000025262728292a2b2c2d2e2f303132333435363738393a3b3c"
                    + "3d3e3f4041424344454647");
    private static final String DISCONNECT = "02f739878f05";

    private final List<String> sent = new ArrayList<>();
    private final EngineRig.Events events = new EngineRig.Events();

    private List<String> taken() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    private void record(byte[] bytes, int length) {
        sent.add(HexFormat.of().formatHex(bytes, 0, length));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private KcpClientEngine client(int now) {
        return new KcpClientEngine(
                Parameters.defaults(), (peer, bytes, length) -> record(bytes, length), events, "server", now);
    }

    private static void hear(KcpClientEngine client, String hex, int now) {
        client.receive(bytes(hex), 0, hex.length() / 2, now);
    }

    private KcpClientEngine connectedClient() {
        KcpClientEngine client = client(3);
        client.advance(3);
        hear(client, SERVER_HELLO, 5);
        client.advance(20);
        sent.clear();
        return client;
    }

    private void sendFromClient(KcpClientEngine client, byte[] message, int now) {
        client.peer().send(Channel.RELIABLE, message, 0, message.length);
        client.peer().flush(now);
    }

    // ---------------------------------------------------------------- the client writes what kcp2k's writes

    @Test
    void aClientSaysHelloAndAcknowledgesTheAnswer() {
        KcpClientEngine client = client(3);
        client.advance(3);
        assertThat(taken()).containsExactly(CLIENT_HELLO);

        hear(client, SERVER_HELLO, 5);
        client.advance(20);

        assertThat(taken()).containsExactly(CLIENT_HELLO_ACK);
        assertThat(events.connectedCount).isEqualTo(1);
    }

    @Test
    void aClientTalksAndListensAndIsStillThereAfterASecond() {
        KcpClientEngine client = connectedClient();

        client.peer().send(Channel.UNRELIABLE, new byte[] {1, 2, 3}, 0, 3);
        assertThat(taken()).containsExactly(UNRELIABLE);
        sendFromClient(client, bytes("deadbeef"), 0x12f);
        assertThat(taken()).containsExactly(CLIENT_DATA);

        hear(client, UNRELIABLE, 0x130);
        hear(client, SERVER_DATA, 0x130);
        client.advance(0x140);
        assertThat(taken()).containsExactly(CLIENT_DATA_ACK);
        assertThat(events.unreliable).singleElement().isEqualTo(new byte[] {1, 2, 3});
        assertThat(events.reliable).singleElement().isEqualTo(bytes("deadbeef"));

        client.advance(0x3ef);
        assertThat(taken()).containsExactly(CLIENT_PING);
        hear(client, SERVER_PING, 0x3f0);
        client.advance(0x3fc);
        assertThat(taken()).containsExactly(CLIENT_PING_ACK);
    }

    @Test
    void aLargeMessageLeavesInFragmentsAndAgainWhenNobodyAnswers() {
        KcpClientEngine client = connectedClient();
        sendFromClient(client, bytes("deadbeef"), 0x12f);
        hear(client, SERVER_DATA, 0x130);
        client.advance(0x3ef);
        hear(client, SERVER_PING, 0x3f0);
        client.advance(0x3fc);
        sent.clear();
        byte[] large = new byte[3000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) i;
        }

        sendFromClient(client, large, 0x6ac);
        assertFragments(taken(), "ac");
        client.peer().flush(0x6d0);
        assertFragments(taken(), "d0");
    }

    private static void assertFragments(List<String> datagrams, String timestamp) {
        assertThat(datagrams).extracting(String::length).containsExactly(2400, 2400, 1376);
        for (int i = 0; i < 3; i++) {
            assertThat(datagrams.get(i)).startsWith(FRAGMENTS.get(i).formatted(timestamp));
        }
    }

    @Test
    void aClientLeavesByFiveDatagrams() {
        KcpClientEngine client = connectedClient();

        client.peer().abort();

        assertThat(taken()).hasSize(5).containsOnly(DISCONNECT);
    }

    // ---------------------------------------------------------------- the server reads and writes kcp2k's

    private final class Server implements KcpServerEngine.Wire {
        final KcpServerEngine engine =
                new KcpServerEngine(Parameters.defaults(), (address, round, before) -> COOKIE, this, events, 4);

        @Override
        public void datagram(KcpPeer peer, byte[] bytes, int length) {
            record(bytes, length);
        }

        @Override
        public void datagram(Object address, byte[] bytes, int length) {
            record(bytes, length);
        }

        void receive(String hex, int now) {
            engine.receive("client", bytes(hex), 0, hex.length() / 2, now);
        }

        Server connected() {
            receive(CLIENT_HELLO, 4);
            receive(CLIENT_HELLO_ACK, 5);
            engine.advance(15);
            sent.clear();
            return this;
        }
    }

    @Test
    void aServerAnswersAHelloByOneOfTheSameSizeAndKeepsNothing() {
        Server server = new Server();

        server.receive(CLIENT_HELLO, 4);

        assertThat(taken()).containsExactly("01f739878f0000000051000010" + "04000000" + "00000000000000000100000001");
        assertThat(server.engine.size()).isZero();
        assertThat(events.connectedCount).isZero();
    }

    @Test
    void aKcp2kClientThatAcknowledgesTheHelloIsConnected() {
        Server server = new Server();
        server.receive(CLIENT_HELLO, 4);

        sent.clear();
        server.receive(CLIENT_HELLO_ACK, 5);
        server.engine.advance(100);

        assertThat(server.engine.size()).isEqualTo(1);
        assertThat(events.connectedCount).isEqualTo(1);
        assertThat(taken()).isEmpty(); // no acknowledgement with a time that the client never sent
    }

    @Test
    void aServerAnswersAsKcp2kDoes() {
        Server server = new Server().connected();
        KcpPeer peer = events.connected.get("client");

        server.receive(UNRELIABLE, 0x120);
        peer.send(Channel.UNRELIABLE, events.unreliable.get(0), 0, 3);
        assertThat(taken()).containsExactly(UNRELIABLE);

        server.receive(CLIENT_DATA, 0x128);
        peer.send(Channel.RELIABLE, events.reliable.get(0), 0, 4);
        peer.flush(0x128);
        assertThat(taken()).containsExactly(SERVER_DATA);
        server.receive(CLIENT_DATA_ACK, 0x132);
        assertThat(peer.queuedBytes()).isZero();

        server.receive(CLIENT_PING, 0x3ed);
        server.engine.advance(0x3ed);
        assertThat(taken()).containsExactly(SERVER_PING);
        server.receive(CLIENT_PING_ACK, 0x3f5);
        assertThat(peer.queuedBytes()).isZero();
    }

    @Test
    void aServerPutsFragmentsTogetherThoughTheyComeTwice() {
        Server server = new Server().connected();
        server.receive(CLIENT_DATA, 0x128);
        KcpPeer peer = events.connected.get("client");
        peer.send(Channel.RELIABLE, events.reliable.get(0), 0, 4);
        peer.flush(0x128);
        server.receive(CLIENT_PING, 0x3ed);
        server.engine.advance(0x3ed);
        events.reliable.clear();
        byte[] large = new byte[3000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) i;
        }

        for (String timestamp : List.of("ac", "d0")) {
            int from = 0;
            for (int i = 0; i < 3; i++) {
                byte[] head = Arrays.copyOf(bytes(FRAGMENTS.get(i).formatted(timestamp)), 29);
                int first = i == 0 ? 1 : 0; // the header of the message
                int part = i == 2 ? 659 : 1171 - first;
                byte[] datagram = Arrays.copyOf(head, 29 + first + part);
                datagram[29] = 3;
                System.arraycopy(large, from, datagram, 29 + first, part);
                from += part;
                server.engine.receive("client", datagram, 0, datagram.length, 0x6b0);
            }
        }

        assertThat(events.reliable).singleElement().isEqualTo(large);
    }

    @Test
    void aGoodbyeEndsTheConnectionOnce() {
        Server server = new Server().connected();

        for (int i = 0; i < 5; i++) {
            server.receive(DISCONNECT, 0x200);
        }
        server.engine.advance(0x200);

        assertThat(events.ended).hasSize(1);
        assertThat(server.engine.size()).isZero();
        assertThat(taken()).isEmpty();
    }
}
