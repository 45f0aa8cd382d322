package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PacketBounds;
import dev.tain.transport.ServerTransport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every transport must do, as tests. A transport passes by a subclass that makes its two ends; nothing else of it is
 * known here.
 *
 * <p>Time is virtual unless the subclass says otherwise: a round, in which everybody polls and flushes once, takes a
 * millisecond. A transport over real sockets overrides {@link #nowNanos} with the system's clock and
 * {@link #betweenRounds} with a short rest. A test never rests for a fixed time; it waits until something is so, and
 * fails after ten seconds of whichever clock.
 *
 * <p>What is left to the transport: whether an unreliable packet is reported on its own channel or, by one that cannot
 * know, as reliable; and whether a connection the other side closed ends as {@code CONNECTION_LOST} or, by one that has
 * a goodbye of its own, as {@code CLOSED}.
 */
public abstract class TransportContractTest {
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long ROUND_NANOS = 1_000_000L;
    private static final int SETTLE_ROUNDS = 50;

    private final TransportServerProbe serverProbe = new TransportServerProbe();
    private final List<TransportClientProbe> clients = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // before each test
    private ServerTransport server;

    private long virtualNanos = 1_000_000_000L;

    /** A server that is not started, on any free port if there are ports. Called once for each test. */
    protected abstract ServerTransport createServer();

    /** A client of that server. */
    protected abstract ClientTransport createClient(URI server);

    /** The clock of polls and flushes. */
    protected long nowNanos() {
        return virtualNanos;
    }

    /** Called between two rounds, so that real sockets get time to work. */
    protected void betweenRounds() {}

    @BeforeEach
    void startServer() {
        server = createServer();
        server.start();
    }

    @AfterEach
    void stopAll() {
        for (TransportClientProbe client : clients) {
            client.transport.abort();
        }
        server.stop();
    }

    // ---------------------------------------------------------------- connecting

    @Test
    void bothSidesHearOfAConnection() {
        TransportClientProbe client = connect();

        assertThat(serverProbe.connected).containsExactly(1);
        assertThat(client.connectedCount).isEqualTo(1);
        assertThat(client.disconnectedCount).isZero();
    }

    @Test
    void idsStartAtOneAndAreNeverUsedAgain() {
        for (int id = 1; id <= 3; id++) {
            TransportClientProbe client = connect();
            int expected = id;
            client.disconnect();
            await("the server hears of the end", () -> serverProbe.disconnected.contains(expected));
        }

        assertThat(serverProbe.connected).containsExactly(1, 2, 3);
    }

    @Test
    void aClientIsRefusedWhereNobodyListens() {
        server.stop();
        TransportClientProbe client = begin();

        await("the refusal", () -> client.disconnectedCount == 1);

        assertThat(client.reason).isEqualTo(DisconnectReason.CONNECTION_REFUSED);
        assertThat(client.connectedCount).isZero();
    }

    @Test
    void aRefusedClientMayTryAgain() {
        URI address = server.address();
        server.stop();
        TransportClientProbe client = begin(address);
        await("the refusal", () -> client.disconnectedCount == 1);

        client.transport.connect();
        await("the second refusal", () -> client.disconnectedCount == 2);

        assertThat(client.connectedCount).isZero();
    }

    @Test
    void connectingTwiceIsAMistakeThatIsTold() {
        TransportClientProbe client = connect();

        assertThatThrownBy(client.transport::connect)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("disconnect it first");
    }

    @Test
    void startingTwiceIsAMistakeThatIsTold() {
        assertThatThrownBy(server::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stop");
    }

    @Test
    void aClientThatLeavesBeforeItIsConnectedHearsNothing() {
        TransportClientProbe client = begin();

        client.disconnect();
        settle();

        assertThat(client.connectedCount).isZero();
        assertThat(client.disconnectedCount).isZero();
        assertThat(serverProbe.connected).hasSameSizeAs(serverProbe.disconnected);
    }

    @Test
    void aClientMayConnectAgainAfterItLeft() {
        TransportClientProbe client = connect();
        client.disconnect();
        client.transport.connect();

        await("the second connection", () -> client.connectedCount == 2 && serverProbe.connected.size() == 2);
        client.send(7);
        await("its packet", () -> serverProbe.firstBytes(2).equals(List.of(7)));
        await("the end of the first", () -> serverProbe.disconnected.contains(1)); // no order between connections

        assertThat(serverProbe.disconnected).containsExactly(1);
    }

    // ---------------------------------------------------------------- packets

    @Test
    void reliablePacketsArriveInOrderBothWays() {
        TransportClientProbe client = connect();

        for (int i = 0; i < 100; i++) {
            client.send(i);
            sendToClient(1, i);
            if (i % 7 == 0) {
                round();
            }
        }
        await("all packets", () -> client.received.size() == 100 && serverProbe.received.size() == 100);

        assertThat(client.firstBytes()).isEqualTo(upTo(100));
        assertThat(serverProbe.firstBytes(1)).isEqualTo(upTo(100));
        assertThat(client.channels).containsOnly(Channel.RELIABLE);
    }

    @Test
    void unreliablePacketsArriveWhenNothingIsLost() {
        TransportClientProbe client = connect();

        client.transport.send(Channel.UNRELIABLE, new byte[] {5}, 0, 1);
        server.send(1, Channel.UNRELIABLE, new byte[] {6}, 0, 1);
        await("both packets", () -> client.received.size() == 1 && serverProbe.received.size() == 1);

        assertThat(serverProbe.firstBytes(1)).containsExactly(5);
        assertThat(client.firstBytes()).containsExactly(6);
        assertThat(client.channels.get(0)).isIn(Channel.RELIABLE, Channel.UNRELIABLE);
    }

    @Test
    void packetsOfTheLargestAndSmallestSizeArriveUnharmed() {
        TransportClientProbe client = connect();
        for (Channel channel : List.of(Channel.RELIABLE, Channel.UNRELIABLE)) {
            byte[] largest = new byte[client.transport.maxPacketBytes(channel)];
            new Random(1).nextBytes(largest);
            int before = serverProbe.received.size();

            client.transport.send(channel, largest, 0, largest.length);
            await("the largest", () -> serverProbe.received.size() == before + 1);
            client.transport.send(channel, largest, largest.length - 1, 1);
            server.send(1, channel, largest, 0, server.maxPacketBytes(channel));
            await("the smallest", () -> serverProbe.received.size() == before + 2);

            assertThat(serverProbe.received.get(before).bytes()).isEqualTo(largest);
            assertThat(serverProbe.received.get(before + 1).bytes()).containsExactly(largest[largest.length - 1]);
        }
        await("the server's packets", () -> client.received.size() == 2);
    }

    @Test
    void packetsThatAreTooLargeOrEmptyAreRefusedWithBothNumbers() {
        TransportClientProbe client = connect();
        int limit = client.transport.maxPacketBytes(Channel.RELIABLE);
        byte[] bytes = new byte[limit + 1];

        assertThatThrownBy(() -> client.transport.send(Channel.RELIABLE, bytes, 0, limit + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(limit))
                .hasMessageContaining(String.valueOf(limit + 1));
        assertThatThrownBy(() -> server.send(1, Channel.RELIABLE, bytes, 0, limit + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> server.send(1, Channel.RELIABLE, bytes, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> server.send(1, Channel.SEQUENCED, bytes, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPacketHasRoomForAPieceOfAMessage() {
        for (Channel channel : List.of(Channel.RELIABLE, Channel.UNRELIABLE)) {
            assertThat(server.maxPacketBytes(channel)).isGreaterThanOrEqualTo(PacketBounds.PACKET_BYTES_MIN);
        }
    }

    @Test
    void aBatchFitsInAPacket() {
        for (Channel channel : List.of(Channel.RELIABLE, Channel.UNRELIABLE)) {
            assertThat(server.batchBytes(channel)).isBetween(1, server.maxPacketBytes(channel));
        }
    }

    @Test
    void theBytesAreCopiedWhenTheyAreSent() {
        TransportClientProbe client = connect();
        byte[] bytes = {1};

        for (int i = 0; i < 3; i++) {
            bytes[0] = (byte) i;
            client.transport.send(Channel.RELIABLE, bytes, 0, 1);
            server.send(1, Channel.RELIABLE, bytes, 0, 1);
        }
        bytes[0] = 99;
        await("the packets", () -> serverProbe.received.size() == 3 && client.received.size() == 3);

        assertThat(serverProbe.firstBytes(1)).containsExactly(0, 1, 2);
        assertThat(client.firstBytes()).containsExactly(0, 1, 2);
    }

    @Test
    void thousandsOfSmallPacketsLeaveWithOneFlush() {
        TransportClientProbe client = connect();

        for (int i = 0; i < 20_000; i++) {
            sendToClient(1, i % 100);
        }
        await("all packets", () -> client.received.size() == 20_000);

        assertThat(client.firstBytes())
                .isEqualTo(IntStream.range(0, 20_000).map(i -> i % 100).boxed().toList());
    }

    @Test
    void twoClientsAreKeptApart() {
        TransportClientProbe first = connect();
        TransportClientProbe second = connect();

        first.send(1);
        second.send(2);
        sendToClient(1, 11);
        sendToClient(2, 22);
        await(
                "the packets",
                () -> serverProbe.received.size() == 2 && first.received.size() == 1 && second.received.size() == 1);

        assertThat(serverProbe.firstBytes(1)).containsExactly(1);
        assertThat(serverProbe.firstBytes(2)).containsExactly(2);
        assertThat(first.firstBytes()).containsExactly(11);
        assertThat(second.firstBytes()).containsExactly(22);
    }

    @Test
    void packetsToNobodyAreIgnored() {
        server.send(1, Channel.RELIABLE, new byte[1], 0, 1);
        server.send(-5, Channel.RELIABLE, new byte[1], 0, 1);
        server.disconnect(17);
        server.abort(17);
        createClient(server.address()).send(Channel.RELIABLE, new byte[1], 0, 1);
        TransportClientProbe client = connect();
        settle();

        assertThat(client.received).isEmpty();
        assertThat(server.queuedBytes(17)).isZero();
    }

    @Test
    void anAnswerMayBeSentFromWithinAPoll() {
        TransportClientProbe client = connect();
        serverProbe.onReceived = () -> sendToClient(1, serverProbe.received.size());

        client.send(1);
        client.send(1);
        await("the answers", () -> client.received.size() == 2);

        assertThat(client.firstBytes()).containsExactly(1, 2);
    }

    @Test
    void bothSidesKnowWhetherItIsEncrypted() {
        TransportClientProbe client = connect();

        assertThat(server.isEncrypted(1)).isEqualTo(client.transport.isEncrypted());
        assertThat(server.isEncrypted(17)).isFalse();
    }

    // ---------------------------------------------------------------- ends

    @Test
    void whatAServerSentBeforeItDisconnectsArrivesFirst() {
        TransportClientProbe client = connect();
        byte[] large = new byte[server.maxPacketBytes(Channel.RELIABLE)];

        for (int i = 0; i < 40; i++) {
            large[0] = (byte) i;
            server.send(1, Channel.RELIABLE, large, 0, large.length);
        }
        server.disconnect(1);
        await("the end", () -> client.disconnectedCount == 1);

        assertThat(client.firstBytes()).isEqualTo(upTo(40));
        assertThat(client.reason).isIn(DisconnectReason.CONNECTION_LOST, DisconnectReason.CLOSED);
        assertThat(serverProbe.disconnected).isEmpty();
    }

    @Test
    void whatAClientSentBeforeItDisconnectsArrivesFirstThoughTheServerTalksToIt() {
        TransportClientProbe client = connect();

        for (int i = 0; i < 50; i++) {
            client.send(i);
            sendToClient(1, i); // bytes the client will never read must not destroy those it sent
        }
        server.flush(nowNanos());
        client.disconnect();
        await("the end", () -> serverProbe.disconnected.contains(1));
        settle();

        assertThat(serverProbe.firstBytes(1)).isEqualTo(upTo(50));
        assertThat(serverProbe.reasons.get(0)).isIn(DisconnectReason.CONNECTION_LOST, DisconnectReason.CLOSED);
        assertThat(client.disconnectedCount).isZero();
    }

    @Test
    void aGracefulDisconnectNeedsNoFurtherCalls() {
        TransportClientProbe client = connect();

        for (int i = 0; i < 50; i++) {
            client.send(i);
            if (i == 20) {
                round(); // some may be under way, the rest was not even flushed
            }
        }
        client.isPolled = false;
        client.disconnect();
        await("the end", () -> serverProbe.disconnected.contains(1));

        assertThat(serverProbe.firstBytes(1)).isEqualTo(upTo(50));
    }

    @Test
    void anAbortEndsTheOtherSide() {
        TransportClientProbe first = connect();
        TransportClientProbe second = connect();

        server.abort(1);
        second.abort();
        await("both ends", () -> first.disconnectedCount == 1 && serverProbe.disconnected.contains(2));

        assertThat(serverProbe.disconnected).containsExactly(2);
        assertThat(second.disconnectedCount).isZero();
        assertThat(first.reason).isIn(DisconnectReason.CONNECTION_LOST, DisconnectReason.CLOSED);
    }

    @Test
    void nothingComesAfterTheEnd() {
        TransportClientProbe client = connect();

        client.send(1);
        client.transport.flush(nowNanos());
        server.disconnect(1);
        server.send(1, Channel.RELIABLE, new byte[] {1}, 0, 1);
        await("the end", () -> client.disconnectedCount == 1);
        client.send(2);
        settle();

        assertThat(client.received).isEmpty();
        assertThat(client.disconnectedCount).isEqualTo(1);
        assertThat(serverProbe.received).isEmpty();
        assertThat(serverProbe.disconnected).isEmpty();
        assertThat(server.queuedBytes(1)).isZero();
        assertThat(client.transport.queuedBytes()).isZero();
    }

    @Test
    void aConnectionThatIsEndedFromWithinAPollTellsNothingMore() {
        TransportClientProbe client = connect();
        serverProbe.onReceived = () -> server.disconnect(1);
        client.onReceived = client::abort;

        client.send(1);
        client.send(2);
        client.transport.flush(nowNanos());
        await("the end", () -> client.disconnectedCount == 1);

        assertThat(serverProbe.firstBytes(1)).containsExactly(1);
        assertThat(serverProbe.disconnected).isEmpty();
    }

    @Test
    void stoppingFromWithinAPollTellsNothingMore() {
        TransportClientProbe first = connect();
        TransportClientProbe second = connect();
        serverProbe.onReceived = () -> server.stop();

        first.send(1);
        first.send(2);
        second.send(3);
        await("both ends", () -> first.disconnectedCount == 1 && second.disconnectedCount == 1);

        assertThat(serverProbe.received).hasSize(1);
        assertThat(serverProbe.disconnected).isEmpty();
    }

    @Test
    void stoppingTellsTheClientsAfterWhatWasSent() {
        TransportClientProbe client = connect();

        sendToClient(1, 9);
        server.stop();
        await("the end", () -> client.disconnectedCount == 1);

        assertThat(client.firstBytes()).containsExactly(9);
        assertThat(serverProbe.disconnected).isEmpty();
    }

    @Test
    void aStoppedServerStartsAgainAndKnowsNothingOfBefore() {
        TransportClientProbe client = connect();
        client.send(1);
        client.transport.flush(nowNanos());
        server.stop();
        server.stop();
        serverProbe.connected.clear();

        server.start();
        TransportClientProbe later = connect();
        later.send(2);
        await("its packet", () -> serverProbe.received.size() == 1);

        assertThat(serverProbe.connected).containsExactly(1);
        assertThat(serverProbe.firstBytes(1)).containsExactly(2);
    }

    // ---------------------------------------------------------------- queues

    @Test
    void queuedBytesRiseAndFall() {
        TransportClientProbe client = connect();
        assertThat(server.queuedBytes(1)).isZero();

        for (int i = 0; i < 10; i++) {
            server.send(1, Channel.RELIABLE, new byte[1000], 0, 1000);
            client.transport.send(Channel.RELIABLE, new byte[1000], 0, 1000);
        }

        assertThat(server.queuedBytes(1)).isBetween(10_000, 12_000);
        assertThat(client.transport.queuedBytes()).isBetween(10_000, 12_000);
        await("empty queues", () -> server.queuedBytes(1) == 0 && client.transport.queuedBytes() == 0);
    }

    @Test
    void aSideThatNeverPollsIsCutOffAndTheOthersAreServed() {
        TransportClientProbe lazy = connect();
        TransportClientProbe lively = connect();
        lazy.isPolled = false;
        byte[] large = new byte[server.maxPacketBytes(Channel.RELIABLE)];
        int mostQueued = 0;

        for (int sent = 0; serverProbe.disconnected.isEmpty(); sent += large.length) {
            assertThat(sent).as("bytes taken for a client that reads none").isLessThan(256 << 20);
            server.send(1, Channel.RELIABLE, large, 0, large.length);
            mostQueued = Math.max(mostQueued, server.queuedBytes(1));
            if (sent % (large.length * 16) == 0) {
                round();
            }
        }
        sendToClient(2, 3);
        await("the other client's packet", () -> !lively.received.isEmpty());

        assertThat(serverProbe.disconnected).containsExactly(1);
        assertThat(serverProbe.reasons).containsExactly(DisconnectReason.CONGESTED);
        assertThat(mostQueued).isLessThan(128 << 20);
        assertThat(lively.firstBytes()).containsExactly(3);
    }

    @Test
    void aSlowReaderLosesNothing() {
        TransportClientProbe client = connect();
        byte[] large = new byte[server.maxPacketBytes(Channel.RELIABLE)];
        int count = Math.max(10, (3 << 20) / large.length);
        client.isPolled = false;

        for (int i = 0; i < count; i++) {
            large[0] = (byte) (i % 100);
            server.send(1, Channel.RELIABLE, large, 0, large.length);
        }
        settle();
        client.isPolled = true;
        await("all packets", () -> client.received.size() == count);

        assertThat(client.firstBytes())
                .isEqualTo(IntStream.range(0, count).map(i -> i % 100).boxed().toList());
        assertThat(client.disconnectedCount).isZero();
    }

    // ---------------------------------------------------------------- driving

    private TransportClientProbe begin() {
        return begin(server.address());
    }

    private TransportClientProbe begin(URI address) {
        TransportClientProbe client = new TransportClientProbe(createClient(address));
        clients.add(client);
        client.transport.connect();
        return client;
    }

    private TransportClientProbe connect() {
        int before = serverProbe.connected.size();
        TransportClientProbe client = begin();
        await("a connection", () -> client.connectedCount == 1 && serverProbe.connected.size() == before + 1);
        return client;
    }

    private void sendToClient(int id, int first) {
        server.send(id, Channel.RELIABLE, new byte[] {(byte) first}, 0, 1);
    }

    private void await(String what, BooleanSupplier condition) {
        long start = nowNanos();
        while (!condition.getAsBoolean()) {
            if (nowNanos() - start > PATIENCE_NANOS) {
                throw new AssertionError("Waited ten seconds in vain for: " + what + ".");
            }
            round();
        }
    }

    /** Some rounds more, for what should not happen to happen. */
    private void settle() {
        for (int i = 0; i < SETTLE_ROUNDS; i++) {
            round();
        }
    }

    private void round() {
        virtualNanos += ROUND_NANOS;
        long now = nowNanos();
        server.poll(now, serverProbe);
        server.flush(now);
        for (TransportClientProbe client : clients) {
            if (client.isPolled) {
                client.transport.poll(now, client);
                client.transport.flush(now);
            }
        }
        betweenRounds();
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
