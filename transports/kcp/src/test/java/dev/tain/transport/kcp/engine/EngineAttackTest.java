package dev.tain.transport.kcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.NetworkConditions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Somebody means harm: what is kept, what is answered, and what becomes of the others. */
class EngineAttackTest {
    private static final byte[] HELLO =
            HexFormat.of().parseHex("010000000000000000510000100300000000000000000000000100000001");

    private final EngineRig rig = new EngineRig(1, NetworkConditions.perfect());

    /** What the server sends in answer to one datagram, in bytes. */
    private long answered(Object from, byte[] datagram) {
        long before = rig.down.bytesSent();
        rig.server.receive(from, datagram, 0, datagram.length, rig.now());
        return rig.down.bytesSent() - before;
    }

    @Test
    void aMillionSpoofedHellosLeaveNothingBehindAndAreAnsweredBySoManyBytes() {
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(answered(i, HELLO) <= HELLO.length).isTrue();
            rig.down.drop();
        }

        assertThat(rig.server.size()).isZero();
        assertThat(rig.serverEvents.connectedCount).isZero();
    }

    @Test
    void nothingAStrangerSendsIsAnsweredByMore() {
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            byte[] datagram = HELLO.clone();
            int length = random.nextBoolean() ? HELLO.length : random.nextInt(HELLO.length);
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                datagram[random.nextInt(datagram.length)] = (byte) random.nextInt();
            }
            datagram = Arrays.copyOf(datagram, length);

            assertThat(answered(i, datagram)).isLessThanOrEqualTo(length);
        }
        assertThat(rig.server.size()).isZero();
    }

    @Test
    void aGuessedCookieOpensNothing() {
        byte[] guess = HELLO.clone();
        for (int i = 0; i < 100_000; i++) {
            Kcp.putInt(guess, 1, i * 7919 + 1);
            rig.server.receive("guesser", guess, 0, guess.length, rig.now());
        }

        assertThat(rig.server.size()).isZero();
    }

    @Test
    void aCookieIsGoodForItsAddressAndForHalfAMinute() {
        byte[] proof = HELLO.clone();
        Kcp.putInt(proof, 1, EngineRig.cookie("honest", 0, 0));

        rig.server.receive("thief", proof, 0, proof.length, rig.now());
        assertThat(rig.server.size()).isZero();

        rig.steps(2 * KcpServerEngine.ROUND_MILLIS + 1);
        rig.server.receive("honest", proof, 0, proof.length, rig.now());
        assertThat(rig.server.size()).isZero();
    }

    @Test
    void datagramsWithAnotherCookieDoNotReachAConnection() {
        EngineRig.Client client = rig.connect("client");
        byte[] disconnect = {2, 1, 2, 3, 4, 5};

        rig.server.receive("client", disconnect, 0, disconnect.length, rig.now());
        client.engine.receive(disconnect, 0, disconnect.length, rig.now());
        client.send(true, new byte[] {9});
        rig.steps(20);

        assertThat(rig.serverEvents.reliable).hasSize(1);
        assertThat(client.events.ended).isEmpty();
    }

    /** Everything a client sends, to be sent again. */
    private List<byte[]> wholeConversation() {
        List<byte[]> recorded = new ArrayList<>();
        EngineRig.Events events = new EngineRig.Events();
        KcpClientEngine[] engine = new KcpClientEngine[1];
        engine[0] = new KcpClientEngine(
                Parameters.defaults(),
                (peer, bytes, length) -> {
                    recorded.add(Arrays.copyOf(bytes, length));
                    rig.server.receive("client", bytes, 0, length, rig.now());
                },
                events,
                "server",
                rig.now());
        for (int i = 0; i < 100; i++) {
            engine[0].advance(rig.now());
            rig.down.deliver(Long.MAX_VALUE, (to, bytes, length) -> engine[0].receive(bytes, 0, length, rig.now()));
            if (i % 20 == 10) {
                engine[0].peer().send(Channel.RELIABLE, new byte[] {(byte) i}, 0, 1);
            }
            rig.steps(1);
        }
        engine[0].peer().abort();
        rig.steps(1);
        return recorded;
    }

    @Test
    void aConversationThatIsSentAgainOpensNothingAndTellsNothingTwice() {
        List<byte[]> recorded = wholeConversation();
        assertThat(rig.serverEvents.connectedCount).isEqualTo(1);
        assertThat(rig.serverEvents.reliable).hasSize(5);
        assertThat(rig.server.size()).isZero();

        for (byte[] datagram : recorded) {
            long answer = answered("client", datagram);
            assertThat(answer).isLessThanOrEqualTo(datagram.length);
            rig.steps(1);
        }

        assertThat(rig.server.size()).isZero();
        assertThat(rig.serverEvents.connectedCount).isEqualTo(1);
        assertThat(rig.serverEvents.reliable).hasSize(5);
    }

    @Test
    void twoServersCannotBeSetUponEachOther() {
        List<byte[]> toOther = new ArrayList<>();
        KcpServerEngine.Wire wire = new KcpServerEngine.Wire() {
            @Override
            public void datagram(KcpPeer peer, byte[] bytes, int length) {
                toOther.add(Arrays.copyOf(bytes, length));
            }

            @Override
            public void datagram(Object address, byte[] bytes, int length) {
                toOther.add(Arrays.copyOf(bytes, length));
            }
        };
        KcpServerEngine one =
                new KcpServerEngine(Parameters.defaults(), EngineRig::cookie, wire, new EngineRig.Events(), 0);
        KcpServerEngine other =
                new KcpServerEngine(Parameters.defaults(), (a, r, b) -> 77, wire, new EngineRig.Events(), 0);
        for (byte[] first : List.of(HELLO, new byte[30], new byte[1200], new byte[] {1, 5, 0, 0, 0, 9, 9})) {
            one.receive("other", first, 0, first.length, 1);
            int answers = 0;
            while (!toOther.isEmpty()) {
                byte[] answer = toOther.remove(0);
                (answers % 2 == 0 ? other : one).receive("peer", answer, 0, answer.length, 1);
                answers++;
                assertThat(answers).isLessThan(5);
            }
        }
    }

    // ---------------------------------------------------------------- somebody who has proved where he is

    private KcpPeer admitted() {
        EngineRig.Client client = rig.connect("villain");
        rig.steps(30);
        rig.clients.remove(client); // from here on we write its datagrams
        return client.engine.peer();
    }

    /** One segment in a datagram with the right cookie. */
    private byte[] segment(int command, int fragment, int number, int firstMissing, int length, byte... data) {
        byte[] b = new byte[29 + data.length];
        b[0] = 1;
        Kcp.putInt(b, 1, EngineRig.cookie("villain", 0, 0));
        b[9] = (byte) command;
        b[10] = (byte) fragment;
        b[12] = 0x10;
        Kcp.putInt(b, 17, number);
        Kcp.putInt(b, 21, firstMissing);
        Kcp.putInt(b, 25, length);
        System.arraycopy(data, 0, b, 29, data.length);
        return b;
    }

    private void attack(byte[] datagram) {
        rig.server.receive("villain", datagram, 0, datagram.length, rig.now());
        rig.steps(1);
    }

    private void assertCutOff() {
        assertThat(rig.serverEvents.ended).containsExactly(DisconnectReason.MALFORMED);
        assertThat(rig.server.size()).isZero();
    }

    @Test
    void aNegativeLengthEndsTheConnection() {
        admitted();
        attack(segment(Kcp.PUSH, 0, 1, 1, -1, (byte) 3, (byte) 1));
        assertCutOff();
    }

    @Test
    void aLengthBeyondTheDatagramEndsTheConnection() {
        admitted();
        attack(segment(Kcp.PUSH, 0, 1, 1, 1_000_000, (byte) 3, (byte) 1));
        assertCutOff();
    }

    @Test
    void anUnknownCommandEndsTheConnection() {
        admitted();
        attack(segment(99, 0, 1, 1, 0));
        assertCutOff();
    }

    @Test
    void acknowledgingWhatWasNeverSentEndsTheConnection() {
        admitted();
        attack(segment(Kcp.ACK, 0, 0, 1_000, 0));
        assertCutOff();
    }

    @Test
    void aSegmentThatIsCutOffEndsTheConnection() {
        admitted();
        attack(Arrays.copyOf(segment(Kcp.PUSH, 0, 1, 1, 1, (byte) 2), 20));
        assertCutOff();
    }

    @Test
    void fragmentsThatNeverEndEndTheConnection() {
        admitted();
        attack(segment(Kcp.PUSH, 200, 1, 1, 1, (byte) 3));
        attack(segment(Kcp.PUSH, 200, 2, 1, 1, (byte) 3));
        assertCutOff();
    }

    @Test
    void aSecondHelloEndsTheConnection() {
        admitted();
        attack(segment(Kcp.PUSH, 0, 1, 1, 1, (byte) 1));
        assertCutOff();
    }

    @Test
    void dataWithoutBytesEndsTheConnection() {
        admitted();
        attack(segment(Kcp.PUSH, 0, 1, 1, 1, (byte) 3));
        assertCutOff();
    }

    @Test
    void aSegmentBeyondTheWindowIsNotKept() {
        admitted();
        for (int i = 0; i < 100_000; i++) {
            byte[] far = segment(Kcp.PUSH, 0, 5_000 + i, 1, 1, (byte) 2);
            rig.server.receive("villain", far, 0, far.length, rig.now());
        }
        rig.steps(1);

        assertThat(rig.serverEvents.ended).isEmpty();
        assertThat(rig.serverEvents.reliable).isEmpty();
    }

    @Test
    void whoAcknowledgesNothingIsLostThoughHeTalks() {
        admitted();
        KcpPeer victim = rig.serverPeer("villain");
        victim.send(Channel.RELIABLE, new byte[] {1}, 0, 1);
        byte[] chatter = {2, 0, 0, 0, 0, 4, 1};
        Kcp.putInt(chatter, 1, EngineRig.cookie("villain", 0, 0));

        for (int i = 0; i < 120_000 && rig.serverEvents.ended.isEmpty(); i++) {
            if (i % 1000 == 0) {
                rig.server.receive("villain", chatter, 0, chatter.length, rig.now());
            }
            rig.step();
        }

        assertThat(rig.serverEvents.ended).containsExactly(DisconnectReason.TIMEOUT);
        assertThat(rig.serverEvents.details.get(0)).contains("40 times");
    }

    @Test
    void aWindowOfNothingStopsTheSenderAndOpensAgain() {
        EngineRig.Client client = rig.connect("client");
        client.events.room = 1;
        for (int i = 0; i < 9_000; i++) {
            rig.sendToClient(client, true, new byte[] {(byte) i});
            if (i % 50 == 0) {
                rig.step();
            }
        }
        rig.steps(3_000);
        assertThat(client.events.reliable).hasSize(1);
        assertThat(rig.serverPeer("client").queuedBytes()).isGreaterThan(0);

        client.events.room = Integer.MAX_VALUE;
        client.engine.peer().resume(rig.now());
        rig.await(20_000, () -> client.events.reliable.size() == 9_000);
        rig.await(100, () -> rig.serverPeer("client").queuedBytes() == 0);
    }

    // ---------------------------------------------------------------- changes of address

    @Test
    void aClientWhoseAddressChangesLearnsAtOnceThatItMustConnectAgain() {
        EngineRig.Client client = rig.connect("before");
        EngineRig.Client moved = client;
        List<byte[]> late = new ArrayList<>();
        KcpClientEngine engine = moved.engine;
        engine.peer().send(Channel.RELIABLE, new byte[] {1}, 0, 1);
        rig.clients.remove(client);
        byte[] data = segment(Kcp.PUSH, 0, 1, 1, 2, (byte) 3, (byte) 1);
        Kcp.putInt(data, 1, EngineRig.cookie("before", 0, 0));

        long answer = answered("after", data);
        rig.down.deliver(Long.MAX_VALUE, (to, bytes, length) -> {
            late.add(bytes);
            engine.receive(bytes, 0, length, rig.now());
        });

        assertThat(answer).isBetween(1L, (long) data.length);
        assertThat(client.events.ended).containsExactly(DisconnectReason.CONNECTION_LOST);
        assertThat(rig.server.size()).isEqualTo(1); // the old one, until it is missed
    }

    @Test
    void aClientThatBeginsAnewFromTheSameAddressReplacesTheOldOne() {
        EngineRig.Client before = rig.connect("client");
        rig.steps(100);
        EngineRig.Client after = rig.client("client");
        rig.await(1_000, () -> after.engine.peer().isConnected() && rig.serverEvents.connectedCount == 2);
        after.send(true, new byte[] {2});
        rig.steps(20);

        assertThat(rig.serverEvents.ended).containsExactly(DisconnectReason.CONNECTION_LOST);
        assertThat(rig.serverEvents.reliable).singleElement().isEqualTo(new byte[] {2});
        assertThat(before.events.ended).isEmpty();
    }

    @Test
    void aClientThatLeftMayComeBackFromTheSameAddress() {
        EngineRig.Client before = rig.connect("client");
        before.engine.peer().disconnect(rig.now());
        rig.steps(50);
        assertThat(rig.server.size()).isZero();

        EngineRig.Client after = rig.connect("client");
        after.send(true, new byte[] {2});
        rig.steps(20);

        assertThat(rig.serverEvents.connectedCount).isEqualTo(2);
        assertThat(rig.serverEvents.reliable).hasSize(1);
    }

    // ---------------------------------------------------------------- ends

    @Test
    void aSilenceOfTenSecondsEndsBothSides() {
        EngineRig.Client client = rig.connect("client");
        NetworkConditions gone = NetworkConditions.builder().loss(1).build();
        rig.up.conditions(gone);
        rig.down.conditions(gone);

        rig.steps(10_050);

        assertThat(client.events.ended).containsExactly(DisconnectReason.TIMEOUT);
        assertThat(rig.serverEvents.ended).containsExactly(DisconnectReason.TIMEOUT);
    }

    @Test
    void aQuietConnectionStaysForHours() {
        EngineRig.Client client = rig.connect("client");
        rig.steps(3_600_000);

        assertThat(client.events.ended).isEmpty();
        assertThat(rig.up.sent()).isLessThan(2 * 3_600 + 20);
    }

    @Test
    void aServerThatDoesNotAnswerIsUnreachableAfterTenSeconds() {
        rig.up.conditions(NetworkConditions.builder().loss(1).build());
        EngineRig.Client client = rig.client("client");

        rig.steps(10_010);

        assertThat(client.events.ended).containsExactly(DisconnectReason.UNREACHABLE);
        assertThat(client.events.connectedCount).isZero();
    }

    @Test
    void whatWasSentBeforeADisconnectArrivesThoughMuchIsLost() {
        NetworkConditions bad =
                NetworkConditions.builder().latencyMillis(30).loss(0.3).build();
        EngineRig lossy = new EngineRig(11, bad);
        EngineRig.Client client = lossy.connect("client");
        for (int i = 0; i < 100; i++) {
            client.send(true, new byte[] {(byte) i});
        }

        client.engine.peer().disconnect(lossy.now());
        lossy.steps(2_100);

        assertThat(lossy.serverEvents.reliable).hasSize(100);
        assertThat(lossy.serverEvents.ended).hasSize(1);
        assertThat(client.events.leftCount).isEqualTo(1);
    }
}
