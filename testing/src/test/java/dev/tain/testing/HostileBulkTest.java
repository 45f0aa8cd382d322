package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.BulkBytes;
import dev.tain.connection.BulkEnd;
import dev.tain.connection.BulkLimits;
import dev.tain.connection.BulkListener;
import dev.tain.connection.BulkOffer;
import dev.tain.connection.BulkSource;
import dev.tain.connection.BulkTransfer;
import dev.tain.connection.IncomingBulk;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.Report;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.PeerAddress;
import dev.tain.wire.NetworkWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A peer that sends pieces nobody wants, or says of transfers what is not so: it alone is cut off, and nothing stays. */
class HostileBulkTest {
    private static final int HELLO = 1;
    private static final int BULK = 28;
    private static final int BULK_CHUNK = 29;
    private static final int OFFER = 0;
    private static final int ACCEPT = 1;
    private static final int CREDIT = 2;
    private static final int SENDER_END = 3;
    private static final int RECEIVER_END = 4;
    private static final int WINDOW = 16 << 10;

    private final MemoryNetwork network = new MemoryNetwork();
    private final List<Report> reports = new ArrayList<>();
    private final List<IncomingBulk> offers = new ArrayList<>();
    private final List<BulkEnd> ends = new ArrayList<>();
    private final BulkListener listener = new BulkListener() {
        @Override
        public void ended(BulkTransfer transfer, BulkEnd how) {
            ends.add(how);
        }
    };
    private final NetworkServer server = NetworkServer.builder()
            .transport(network.server())
            .sendRate(0)
            .bulkLimits(new BulkLimits(100_000, 2, WINDOW, Duration.ofSeconds(5)))
            .reportSink(reports::add)
            .build();
    private boolean accepts = true;
    private long now;

    @BeforeEach
    void listen() {
        server.registerBulkHandler(offer -> {
            offers.add(offer);
            if (accepts) {
                offer.accept(new BulkBytes(), listener);
            }
        });
        server.start();
    }

    private final class Visitor implements ClientTransport.Listener {
        final ClientTransport transport = network.client();
        boolean gone;

        Visitor() {
            transport.connect();
            poll();
            send(HELLO, body -> {
                body.writeInt(0x4E494154);
                body.writeVarUInt(1);
                body.writeString("");
                body.writeBoolean(false);
                body.writeCount(0);
                body.writeVarUInt(0);
            });
        }

        Visitor offer(int number, long size) {
            return word(OFFER, number, body -> {
                body.writeVarULong(size);
                body.writeString("x");
                body.writeBoolean(false);
            });
        }

        Visitor word(int kind, int number, Consumer<NetworkWriter> content) {
            return send(BULK, body -> {
                body.writeByte(kind);
                body.writeVarUInt(number);
                content.accept(body);
            });
        }

        Visitor credit(int number, long bytes) {
            return word(CREDIT, number, body -> {
                body.writeVarULong(bytes);
                body.writeVarUInt(0);
            });
        }

        Visitor end(int kind, int number, BulkEnd.Kind how) {
            return word(kind, number, body -> {
                body.writeByte(how.ordinal());
                body.writeString("");
            });
        }

        Visitor chunk(int number, int bytes) {
            return send(BULK_CHUNK, body -> {
                body.writeVarUInt(number);
                body.writeRaw(new byte[bytes], 0, bytes);
            });
        }

        Visitor send(int id, Consumer<NetworkWriter> content) {
            send(Channel.RELIABLE, id, content);
            return poll();
        }

        void send(Channel channel, int id, Consumer<NetworkWriter> content) {
            NetworkWriter body = new NetworkWriter();
            body.writeShort(id);
            content.accept(body);
            NetworkWriter packet = new NetworkWriter();
            packet.writeDouble(1);
            packet.writeVarUInt(body.position());
            packet.writeRaw(body.buffer(), 0, body.position());
            if (!gone) {
                transport.send(channel, packet.buffer(), 0, packet.position());
                transport.flush(now);
            }
        }

        Visitor poll() {
            tick();
            if (!gone) {
                transport.poll(now, this);
            }
            return this;
        }

        @Override
        public void connected(PeerAddress address) {}

        @Override
        public void received(Channel channel, byte[] bytes, int offset, int length) {}

        @Override
        public void disconnected(DisconnectReason why, String detail) {
            gone = true;
        }
    }

    private void tick() {
        for (int i = 0; i < 3; i++) {
            now += 1_000_000;
            server.tick(now);
        }
    }

    private void assertCutOff(Visitor visitor) {
        visitor.poll();
        assertThat(visitor.gone).isTrue();
        assertThat(server.connections()).isEmpty();
        assertThat(server.endCount(DisconnectReason.MALFORMED)).isPositive();
    }

    @Test
    void aPieceWithoutAnOffer() {
        assertCutOff(new Visitor().chunk(1, 10));
        assertThat(offers).isEmpty();
    }

    @Test
    void aPieceBeforeTheAnswer() {
        accepts = false;
        assertCutOff(new Visitor().offer(1, 100).chunk(1, 10));
        assertThat(offers).hasSize(1);
    }

    @Test
    void moreThanWasOffered() {
        assertCutOff(new Visitor().offer(1, 100).chunk(1, 60).chunk(1, 41));
        assertThat(ends).hasSize(1);
        assertThat(ends.get(0).kind()).isEqualTo(BulkEnd.Kind.DISCONNECTED);
    }

    @Test
    void moreThanTheWindowAtOnce() {
        Visitor visitor = new Visitor().offer(1, 100_000);
        for (int i = 0; i < 5; i++) {
            visitor.send(Channel.RELIABLE, BULK_CHUNK, body -> {
                body.writeVarUInt(1);
                body.writeRaw(new byte[WINDOW / 4], 0, WINDOW / 4);
            });
        }
        assertCutOff(visitor);
    }

    @Test
    void aPieceOfNothingOrAfterTheEnd() {
        assertCutOff(new Visitor().offer(1, 100).chunk(1, 0));
        assertCutOff(new Visitor().offer(1, 100).chunk(1, 100).chunk(1, 1));
        assertCutOff(new Visitor()
                .offer(1, 100)
                .end(SENDER_END, 1, BulkEnd.Kind.CANCELLED)
                .chunk(1, 1));
        assertThat(ends).hasSize(3);
    }

    @Test
    void anOfferOfAnOldNumberOrAnImpossibleSize() {
        assertCutOff(new Visitor().offer(2, 10).offer(2, 10));
        assertCutOff(new Visitor().offer(2, 10).offer(1, 10));
        assertCutOff(new Visitor().offer(0, 10));
        assertCutOff(new Visitor().offer(1, -1));
    }

    @Test
    void wordsAboutTransfersThatNeverWere() {
        assertCutOff(new Visitor().word(ACCEPT, 1, body -> body.writeVarUInt(1000)));
        assertCutOff(new Visitor().credit(1, 1));
        assertCutOff(new Visitor().end(SENDER_END, 1, BulkEnd.Kind.CANCELLED));
        assertCutOff(new Visitor().end(RECEIVER_END, 1, BulkEnd.Kind.CANCELLED));
        assertCutOff(new Visitor().word(77, 1, body -> {}));
        assertCutOff(new Visitor().offer(1, 100).end(SENDER_END, 1, BulkEnd.Kind.COMPLETED));
    }

    @Test
    void wrongWordsAboutWhatTheServerSends() {
        for (int i = 0; i < 5; i++) {
            Visitor visitor = new Visitor();
            NetworkConnection connection = server.connections().iterator().next();
            connection.sendBulk(new BulkOffer("map", 50_000), BulkSource.of(new byte[50_000]), listener);
            tick();
            switch (i) {
                case 0 -> visitor.word(ACCEPT, 1, body -> body.writeVarUInt(0));
                case 1 ->
                    visitor.word(ACCEPT, 1, body -> body.writeVarUInt(1000))
                            .word(ACCEPT, 1, body -> body.writeVarUInt(1000));
                case 2 ->
                    visitor.word(ACCEPT, 1, body -> body.writeVarUInt(1000)).credit(1, 1001);
                case 3 -> visitor.credit(1, 1);
                default -> visitor.end(RECEIVER_END, 1, BulkEnd.Kind.COMPLETED);
            }
            assertCutOff(visitor);
            assertThat(ends.get(i).kind()).isEqualTo(BulkEnd.Kind.DISCONNECTED);
        }
    }

    @Test
    void piecesOnAChannelThatIsNotReliable() {
        Visitor visitor = new Visitor().offer(1, 100);
        visitor.send(Channel.UNRELIABLE, BULK_CHUNK, body -> {
            body.writeVarUInt(1);
            body.writeByte(0);
        });
        assertCutOff(visitor);
    }

    @Test
    void anOfferBeforeAuthentication() {
        server.stop();
        MemoryNetwork strict = new MemoryNetwork();
        NetworkServer careful = NetworkServer.builder()
                .transport(strict.server())
                .requireAuthentication(true)
                .build();
        careful.registerBulkHandler(offers::add);
        careful.start();
        NetworkClient client = NetworkClient.builder().build();
        client.connect(strict.client());
        for (int i = 0; i < 200; i++) {
            now += 1_000_000;
            careful.tick(now);
            client.tick(now);
            if (i == 100) {
                Objects.requireNonNull(client.connection())
                        .sendBulk(new BulkOffer("early", 1), BulkSource.of(new byte[1]), listener);
            }
        }

        assertThat(careful.endCount(DisconnectReason.NOT_AUTHENTICATED)).isEqualTo(1);
        assertThat(offers).isEmpty();
        assertThat(ends).hasSize(1);
    }

    @Test
    void aFloodOfOffersIsAnsweredAndForgotten() {
        accepts = false;
        Visitor visitor = new Visitor();
        for (int i = 1; i <= 10_000; i++) {
            int number = i;
            visitor.send(Channel.RELIABLE, BULK, body -> {
                body.writeByte(OFFER);
                body.writeVarUInt(number);
                body.writeVarULong(10);
                body.writeString("x");
                body.writeBoolean(false);
            });
            if (i % 100 == 0) {
                visitor.poll();
            }
        }
        assertThat(offers).hasSize(2);
        assertThat(visitor.gone).isFalse();
        now += Duration.ofSeconds(6).toNanos();
        tick();
        visitor.offer(20_000, 10);
        assertThat(offers).hasSize(3);
    }

    @Test
    void anySequenceOfWordsIsSurvived() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Visitor visitor = new Visitor();
            NetworkConnection connection = server.connections().iterator().next();
            connection.sendBulk(new BulkOffer("map", 5_000), BulkSource.of(new byte[5_000]), listener);
            for (int i = 0; i < 40 && !visitor.gone; i++) {
                int number = 1 + random.nextInt(3);
                switch (random.nextInt(6)) {
                    case 0 -> visitor.offer(number, random.nextInt(200));
                    case 1 -> visitor.chunk(number, random.nextInt(100));
                    case 2 -> visitor.word(ACCEPT, number, body -> body.writeVarUInt(random.nextInt(9000)));
                    case 3 -> visitor.credit(number, random.nextInt(3000));
                    case 4 -> visitor.end(3 + random.nextInt(2), number, BulkEnd.Kind.values()[random.nextInt(8)]);
                    default -> visitor.send(BULK, body -> body.writeRaw(new byte[random.nextInt(9)], 0, 0));
                }
            }
            visitor.transport.abort();
            tick();
            assertThat(server.connections()).isEmpty();
        }
        assertThat(reports.stream().filter(report -> report.cause() != null)).isEmpty();
    }
}
