package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.Report;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.ServerTransport;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever has no good token gets no connection, and nobody else's is touched. */
class HostileReturnTest {
    private static final int HELLO = 1;
    private static final int WELCOME = 2;
    private static final int GOODBYE = 3;
    private static final int SESSION = 25;
    private static final int RESUME = 26;
    private static final int RESUMED = 27;
    private static final int TOKEN_BYTES = 16;

    private final MemoryNetwork network = new MemoryNetwork();
    private final Random random = new Random(5);
    private final List<Report> reports = new ArrayList<>();
    private final NetworkServer server = NetworkServer.builder()
            .transport(network.server())
            .sendRate(0)
            .gracePeriod(Duration.ofSeconds(10))
            .tokenSource(this::randomBytes)
            .reportSink(reports::add)
            .build();
    private long now;

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void listen() {
        server.start();
    }

    /** A client in the hands of somebody who writes the bytes himself. */
    private final class Visitor implements ClientTransport.Listener {
        final ClientTransport transport = network.client();
        final List<Integer> heard = new ArrayList<>();
        byte[] token = new byte[0];
        int connectionId;
        boolean gone;

        @Nullable
        DisconnectReason reason;

        Visitor() {
            transport.connect();
            poll();
        }

        Visitor hello() {
            return send(HELLO, body -> {
                body.writeInt(0x4E494154);
                body.writeVarUInt(1);
                body.writeString("");
                body.writeBoolean(false);
                body.writeCount(0);
                body.writeVarUInt(0);
            });
        }

        Visitor resume(int id, byte[] shown) {
            return send(RESUME, body -> {
                body.writeInt(0x4E494154);
                body.writeVarUInt(1);
                body.writeVarUInt(id);
                body.writeRaw(shown, 0, shown.length);
            });
        }

        Visitor keepAlive() {
            return send(7, body -> {});
        }

        Visitor send(int id, Consumer<NetworkWriter> content) {
            NetworkWriter body = new NetworkWriter();
            body.writeShort(id);
            content.accept(body);
            NetworkWriter packet = new NetworkWriter();
            packet.writeDouble(1);
            packet.writeVarUInt(body.position());
            packet.writeRaw(body.buffer(), 0, body.position());
            if (!gone) {
                transport.send(Channel.RELIABLE, packet.buffer(), 0, packet.position());
                transport.flush(now);
            }
            return poll();
        }

        Visitor vanish() {
            gone = true;
            transport.abort();
            tick();
            return this;
        }

        Visitor poll() {
            tick();
            if (!gone) {
                transport.poll(now, this);
            }
            tick();
            return this;
        }

        @Override
        public void connected(PeerAddress address) {}

        @Override
        public void received(Channel channel, byte[] bytes, int offset, int length) {
            NetworkReader packet = new NetworkReader(Arrays.copyOfRange(bytes, offset, offset + length));
            packet.readDouble();
            while (packet.remaining() > 0) {
                NetworkReader body = new NetworkReader(new byte[0]);
                int size = packet.readVarUInt();
                body.wrap(packet.buffer(), packet.bufferPosition(), size);
                packet.skip(size);
                hear(body.readUnsignedShort(), body);
            }
        }

        private void hear(int id, NetworkReader body) {
            heard.add(id);
            switch (id) {
                case WELCOME -> connectionId = body.readVarUInt();
                case SESSION -> {
                    body.readVarUInt();
                    readToken(body);
                }
                case RESUMED -> readToken(body);
                case GOODBYE -> reason = DisconnectReason.ofCode(body.readUnsignedByte());
                default -> {
                    // of no interest
                }
            }
        }

        private void readToken(NetworkReader body) {
            token = new byte[TOKEN_BYTES];
            body.readRaw(token, 0, TOKEN_BYTES);
        }

        @Override
        public void disconnected(DisconnectReason why, String detail) {
            gone = true;
        }
    }

    private void tick() {
        for (int i = 0; i < 2; i++) {
            now += 1_000_000;
            server.tick(now);
        }
    }

    private static void assertRefused(Visitor visitor, DisconnectReason reason) {
        assertThat(visitor.gone).isTrue();
        assertThat(visitor.heard).doesNotContain(RESUMED);
        assertThat(visitor.reason).isEqualTo(reason);
    }

    @Test
    void aTokenIsSixteenBytesThatDifferForEverybody() {
        Visitor one = new Visitor().hello();
        Visitor two = new Visitor().hello();

        assertThat(one.heard).containsExactly(WELCOME, SESSION);
        assertThat(one.token).hasSize(TOKEN_BYTES).isNotEqualTo(two.token);
    }

    @Test
    void theTokenOpensTheConnectionOnceAndIsThenWorthNothing() {
        Visitor first = new Visitor().hello().vanish();
        assertThat(server.suspendedCount()).isEqualTo(1);

        Visitor back = new Visitor().resume(first.connectionId, first.token);
        assertThat(back.heard).startsWith(RESUMED);
        assertThat(back.token).isNotEqualTo(first.token);
        back.keepAlive().vanish();

        assertRefused(new Visitor().resume(first.connectionId, first.token), DisconnectReason.TOKEN_REFUSED);
        assertThat(new Visitor().resume(first.connectionId, back.token).heard).startsWith(RESUMED);
    }

    @Test
    void whoStealsATokenThatWasUsedCannotThrowItsOwnerOut() {
        Visitor first = new Visitor().hello().vanish();
        Visitor back = new Visitor().resume(first.connectionId, first.token).keepAlive();

        Visitor thief = new Visitor().resume(first.connectionId, first.token);

        assertRefused(thief, DisconnectReason.TOKEN_REFUSED);
        back.poll();
        assertThat(back.gone).isFalse();
        assertThat(connection(first.connectionId).isSuspended()).isFalse();
    }

    @Test
    void beforeTheSuccessorIsKnownToHaveArrivedTheSecondUseTakesOverAndNeverAreThereTwo() {
        Visitor first = new Visitor().hello().vanish();
        Visitor once = new Visitor().resume(first.connectionId, first.token);

        Visitor again = new Visitor().resume(first.connectionId, first.token);
        once.poll();

        assertThat(again.heard).startsWith(RESUMED);
        assertThat(once.gone).isTrue();
        assertThat(server.connections()).hasSize(1);
        assertRefused(new Visitor().resume(first.connectionId, once.token), DisconnectReason.TOKEN_REFUSED);
    }

    @Test
    void forgedTokensAndStrangeNumbersAreRefusedWithTheReason() {
        Visitor first = new Visitor().hello().vanish();
        byte[] almost = first.token.clone();
        almost[TOKEN_BYTES - 1] ^= 1;

        assertRefused(new Visitor().resume(first.connectionId, almost), DisconnectReason.TOKEN_REFUSED);
        assertRefused(new Visitor().resume(first.connectionId, new byte[TOKEN_BYTES]), DisconnectReason.TOKEN_REFUSED);
        assertRefused(new Visitor().resume(999, first.token), DisconnectReason.SESSION_OVER);
        assertRefused(new Visitor().resume(-1, first.token), DisconnectReason.SESSION_OVER);
        assertThat(server.suspendedCount()).isEqualTo(1);
        assertThat(server.endCount(DisconnectReason.TOKEN_REFUSED)).isEqualTo(2);
        assertThat(new Visitor().resume(first.connectionId, first.token).heard).startsWith(RESUMED);
    }

    @Test
    void afterTheGracePeriodTheTokenOpensNothing() {
        Visitor first = new Visitor().hello().vanish();
        now += Duration.ofSeconds(11).toNanos();
        tick();

        assertThat(server.suspendedCount()).isZero();
        assertRefused(new Visitor().resume(first.connectionId, first.token), DisconnectReason.SESSION_OVER);
    }

    @Test
    void aServerThatStoppedAndStartedKnowsNoTokenOfBefore() {
        Visitor first = new Visitor().hello().vanish();
        server.stop();
        server.start();

        assertRefused(new Visitor().resume(first.connectionId, first.token), DisconnectReason.SESSION_OVER);
    }

    @Test
    void garbageIsMalformedAndAnotherProtocolIsToldSo() {
        Visitor first = new Visitor().hello().vanish();

        assertRefused(new Visitor().resume(first.connectionId, new byte[3]), DisconnectReason.MALFORMED);
        assertRefused(new Visitor().resume(first.connectionId, new byte[40]), DisconnectReason.MALFORMED);
        assertRefused(new Visitor().send(RESUME, body -> body.writeInt(0x50545448)), DisconnectReason.MALFORMED);
        Visitor future = new Visitor().send(RESUME, body -> {
            body.writeInt(0x4E494154);
            body.writeVarUInt(2);
            body.writeString("something new");
        });
        assertRefused(future, DisconnectReason.PROTOCOL_MISMATCH);
        Random bytes = new Random(6);
        for (int i = 0; i < 500; i++) {
            Visitor one = new Visitor();
            byte[] content = new byte[bytes.nextInt(40)];
            bytes.nextBytes(content);
            one.send(RESUME, body -> body.writeRaw(content, 0, content.length));
            assertThat(one.gone).isTrue();
        }
        assertThat(server.suspendedCount()).isEqualTo(1);
    }

    @Test
    void aReturnInTheWrongPlaceEndsTheConnectionThatAskedForIt() {
        Visitor first = new Visitor().hello().vanish();

        Visitor inside = new Visitor().hello();
        inside.resume(first.connectionId, first.token);
        assertRefused(inside, DisconnectReason.MALFORMED);

        Visitor wordy = new Visitor().hello().send(SESSION, body -> body.writeVarUInt(1));
        assertRefused(wordy, DisconnectReason.MALFORMED);
        assertRefused(
                new Visitor().send(RESUMED, body -> body.writeRaw(new byte[18], 0, 18)), DisconnectReason.MALFORMED);
        assertThat(connection(first.connectionId).isSuspended()).isTrue();
    }

    @Test
    void whatComesBehindAReturnInItsPacketIsNotTaken() {
        Visitor first = new Visitor().hello().vanish();
        Visitor back = new Visitor();
        NetworkWriter packet = new NetworkWriter();
        packet.writeDouble(1);
        packet.writeVarUInt(2 + 4 + 1 + 1 + TOKEN_BYTES);
        packet.writeShort(RESUME);
        packet.writeInt(0x4E494154);
        packet.writeVarUInt(1);
        packet.writeVarUInt(first.connectionId);
        packet.writeRaw(first.token, 0, TOKEN_BYTES);
        packet.writeVarUInt(2);
        packet.writeShort(9999);
        back.transport.send(Channel.RELIABLE, packet.buffer(), 0, packet.position());
        back.transport.flush(now);
        back.poll();

        assertThat(back.heard).startsWith(RESUMED);
        assertThat(back.gone).isFalse();
    }

    @Test
    void aFloodOfReturnsKeepsNobodyFromReturning() {
        Visitor first = new Visitor().hello().vanish();

        for (int i = 0; i < 1_000; i++) {
            new Visitor().resume(first.connectionId, randomBytes(TOKEN_BYTES));
        }

        assertThat(server.endCount(DisconnectReason.TOKEN_REFUSED)).isEqualTo(1_000);
        assertThat(reports).hasSizeLessThan(20);
        assertThat(new Visitor().resume(first.connectionId, first.token).heard).startsWith(RESUMED);
    }

    // ---------------------------------------------------------------- a server that is not honest

    private DisconnectReason whatAClientMakesOf(Consumer<NetworkWriter> content) {
        MemoryNetwork strange = new MemoryNetwork();
        ServerTransport transport = strange.server();
        transport.start();
        NetworkClient client = NetworkClient.builder().sendRate(0).build();
        List<DisconnectReason> goodbyes = new ArrayList<>();
        ServerTransport.Listener script = new ServerTransport.Listener() {
            @Override
            public void connected(int id, PeerAddress address) {
                NetworkWriter packet = new NetworkWriter();
                packet.writeDouble(1);
                message(packet, WELCOME, body -> {
                    body.writeVarUInt(1);
                    body.writeBoolean(true);
                    body.writeVarUInt(0);
                });
                content.accept(packet);
                transport.send(id, Channel.RELIABLE, packet.buffer(), 0, packet.position());
                transport.flush(now);
            }

            @Override
            public void received(int id, Channel channel, byte[] bytes, int offset, int length) {
                NetworkReader packet = new NetworkReader(Arrays.copyOfRange(bytes, offset, offset + length));
                packet.readDouble();
                while (packet.remaining() > 0) {
                    int end = packet.readVarUInt() + packet.bufferPosition();
                    if (packet.readUnsignedShort() == GOODBYE) {
                        goodbyes.add(DisconnectReason.ofCode(packet.readUnsignedByte()));
                    }
                    packet.skip(end - packet.bufferPosition());
                }
            }

            @Override
            public void disconnected(int id, DisconnectReason reason, String detail) {}
        };
        client.connect(strange.client());
        for (int i = 0; i < 10; i++) {
            now += 1_000_000;
            transport.poll(now, script);
            client.tick(now);
        }
        assertThat(client.state()).isEqualTo(ClientState.DISCONNECTED);
        return goodbyes.get(goodbyes.size() - 1);
    }

    private static void message(NetworkWriter packet, int id, Consumer<NetworkWriter> content) {
        NetworkWriter body = new NetworkWriter();
        body.writeShort(id);
        content.accept(body);
        packet.writeVarUInt(body.position());
        packet.writeRaw(body.buffer(), 0, body.position());
    }

    @Test
    void aClientTakesOneSessionAndNoReturnItDidNotAskFor() {
        Consumer<NetworkWriter> session = packet -> message(packet, SESSION, body -> {
            body.writeVarUInt(1000);
            body.writeRaw(new byte[TOKEN_BYTES], 0, TOKEN_BYTES);
        });
        assertThat(whatAClientMakesOf(session.andThen(session))).isEqualTo(DisconnectReason.MALFORMED);
        assertThat(whatAClientMakesOf(packet -> message(packet, RESUMED, body -> {
                    body.writeRaw(new byte[TOKEN_BYTES], 0, TOKEN_BYTES);
                    body.writeByte(0);
                    body.writeBoolean(false);
                })))
                .isEqualTo(DisconnectReason.MALFORMED);
        assertThat(whatAClientMakesOf(packet -> message(packet, SESSION, body -> body.writeVarUInt(1))))
                .isEqualTo(DisconnectReason.MALFORMED);
    }

    private NetworkConnection connection(int id) {
        return Objects.requireNonNull(server.connection(id));
    }
}
