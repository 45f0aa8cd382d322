package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.BulkBytes;
import dev.tain.connection.BulkEnd;
import dev.tain.connection.BulkLimits;
import dev.tain.connection.BulkListener;
import dev.tain.connection.BulkOffer;
import dev.tain.connection.BulkSink;
import dev.tain.connection.BulkSource;
import dev.tain.connection.BulkTransfer;
import dev.tain.connection.IncomingBulk;
import dev.tain.connection.NetworkConnection;
import dev.tain.testing.Messages.Blob;
import dev.tain.testing.Messages.Chat;
import dev.tain.testing.Messages.Number;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Megabytes beside the game: they arrive whole or leave nothing behind, and the game does not notice. */
class BulkTest {
    /** One client and one server on a network of their own. */
    private static final class Pair {
        final NetworkSimulation net;
        final SimulatedNetwork network;
        final ClientTransport link;
        final NetworkServer server;
        final NetworkClient client;
        final List<Long> sentAt = new ArrayList<>();

        Pair(NetworkSimulation net, BulkLimits limits) {
            this.net = net;
            this.network = net.network();
            this.link = network.client();
            this.server = net.server(b -> b.transport(network.server()).bulkLimits(limits));
            this.client = net.client(b -> b.bulkLimits(limits));
            client.connect(link);
            net.exchange();
        }

        Pair(NetworkSimulation net) {
            this(net, BulkLimits.defaults());
        }

        NetworkConnection toClient() {
            return server.connections().iterator().next();
        }

        NetworkConnection toServer() {
            return Objects.requireNonNull(client.connection());
        }
    }

    /** Writes down how a transfer went. */
    private static final class Journal implements BulkListener {
        final List<Long> progress = new ArrayList<>();

        @Nullable
        BulkEnd end;

        int ends;

        @Override
        public void progress(BulkTransfer transfer) {
            progress.add(transfer.transferredBytes());
        }

        @Override
        public void ended(BulkTransfer transfer, BulkEnd how) {
            end = how;
            ends++;
        }

        BulkEnd.Kind kind() {
            return Objects.requireNonNull(end, "it has not ended").kind();
        }
    }

    /** A sink that knows whether it was told the end. */
    private static final class Sink implements BulkSink {
        final BulkBytes bytes = new BulkBytes();
        int finished;
        int aborted;

        @Override
        public void write(byte[] source, int offset, int length) {
            bytes.write(source, offset, length);
        }

        @Override
        public void finished() {
            finished++;
        }

        @Override
        public void aborted() {
            aborted++;
            bytes.aborted();
        }
    }

    private static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static NetworkConditions latency(int millis) {
        return NetworkConditions.builder().latencyMillis(millis).build();
    }

    // ---------------------------------------------------------------- arriving

    @Test
    void aMapGoesDownAndAScreenshotUp() {
        NetworkSimulation.run(net -> {
            Pair pair = new Pair(net);
            byte[] map = random(300_000, 1);
            byte[] picture = random(200_001, 2);
            Sink down = new Sink();
            Sink up = new Sink();
            List<String> offers = new ArrayList<>();
            Journal mapSent = new Journal();
            Journal mapHeard = new Journal();
            pair.client.registerBulkHandler(offer -> {
                offers.add(offer.name() + " " + offer.size() + " "
                        + Objects.requireNonNull(offer.header(Chat.class)).text());
                offer.accept(down, mapHeard);
            });
            pair.server.registerBulkHandler(offer -> offer.accept(up));

            pair.toClient()
                    .sendBulk(new BulkOffer("arena.map", map.length, new Chat("v2")), BulkSource.of(map), mapSent);
            Journal pictureSent = new Journal();
            pair.toServer().sendBulk(new BulkOffer("shot", picture.length), BulkSource.of(picture), pictureSent);
            net.advance(Duration.ofSeconds(20));

            assertThat(offers).containsExactly("arena.map 300000 v2");
            assertThat(Arrays.equals(down.bytes.toByteArray(), map)).isTrue();
            assertThat(Arrays.equals(up.bytes.toByteArray(), picture)).isTrue();
            assertThat(List.of(mapSent.kind(), mapHeard.kind(), pictureSent.kind()))
                    .containsOnly(BulkEnd.Kind.COMPLETED);
            assertThat(mapSent.progress).isSorted().isNotEmpty();
            assertThat(mapHeard.progress).isSorted().isNotEmpty();
            assertThat(down.finished).isEqualTo(1);
            assertThat(down.aborted).isZero();
        });
    }

    @Test
    void anOfferMayBeAnsweredLaterAndBeOfNothing() {
        NetworkSimulation.run(net -> {
            Pair pair = new Pair(net);
            List<IncomingBulk> offers = new ArrayList<>();
            pair.client.registerBulkHandler(offers::add);
            Journal journal = new Journal();
            pair.toClient().sendBulk(new BulkOffer("empty", 0), BulkSource.of(new byte[0]), journal);
            net.advance(Duration.ofSeconds(5));
            assertThat(journal.end).isNull();

            Sink sink = new Sink();
            offers.get(0).accept(sink);
            net.exchange();

            assertThat(journal.kind()).isEqualTo(BulkEnd.Kind.COMPLETED);
            assertThat(sink.finished).isEqualTo(1);
            assertThatThrownBy(() -> offers.get(0).accept(sink)).hasMessageContaining("answered before");
        });
    }

    @Test
    void severalShareTheLinkAndAllArrive() {
        NetworkSimulation.forSeeds(10, net -> {
            Pair pair = new Pair(net);
            net.random();
            pair.network.conditions(latency(30));
            List<Sink> sinks = new ArrayList<>();
            List<Journal> journals = new ArrayList<>();
            pair.client.registerBulkHandler(offer -> {
                Sink sink = new Sink();
                sinks.add(sink);
                offer.accept(sink);
            });
            for (int i = 0; i < 4; i++) {
                byte[] bytes = random(50_000 * (i + 1), i);
                journals.add(new Journal());
                pair.toClient()
                        .sendBulk(new BulkOffer("part " + i, bytes.length), BulkSource.of(bytes), journals.get(i));
            }
            net.advance(Duration.ofSeconds(30));

            for (int i = 0; i < 4; i++) {
                assertThat(journals.get(i).kind()).isEqualTo(BulkEnd.Kind.COMPLETED);
                assertThat(Arrays.equals(sinks.get(i).bytes.toByteArray(), random(50_000 * (i + 1), i)))
                        .isTrue();
            }
        });
    }

    // ---------------------------------------------------------------- the game beside it

    /** Plays thirty times a second and returns the round trips in milliseconds, until told to stop. */
    private static List<Double> play(Pair pair, int ticksMax, java.util.function.BooleanSupplier goesOn) {
        List<Double> trips = new ArrayList<>();
        List<Long> sentAt = pair.sentAt;
        pair.server.replaceHandler(Number.class, NetworkConnection::send);
        pair.client.replaceHandler(
                Number.class, number -> trips.add((pair.net.nowNanos() - sentAt.get(number.value())) / 1e6));
        for (int i = 0; i < ticksMax && goesOn.getAsBoolean(); i++) {
            if (i % 2 == 0) {
                sentAt.add(pair.net.nowNanos());
                pair.client.send(new Number(sentAt.size() - 1));
                pair.toClient().send(new Blob(new byte[200])); // the rest of a game
            }
            pair.net.tick();
        }
        return trips;
    }

    private static double p99(List<Double> trips) {
        List<Double> sorted = new ArrayList<>(trips);
        sorted.sort(null);
        return sorted.get((int) (sorted.size() * 0.99));
    }

    /** Returns what part of the link was used. */
    private static double transferBesideAGame(NetworkSimulation net, int bytes, int bytesPerSecond, double loss) {
        Pair pair = new Pair(net);
        pair.network.conditions(latency(40));
        pair.network.speed(new LinkSpeed(bytesPerSecond, loss, 80));
        pair.client.registerHandler(Blob.class, blob -> {});
        double quiet = p99(play(pair, 3_000, () -> true));
        Sink sink = new Sink();
        Journal journal = new Journal();
        pair.client.registerBulkHandler(offer -> offer.accept(sink));
        byte[] map = random(bytes, 3);
        long began = net.nowNanos();
        pair.toClient().sendBulk(new BulkOffer("map", bytes), BulkSource.of(map), journal);

        double busy = p99(play(pair, 60 * 3600, () -> journal.end == null));

        double seconds = (net.nowNanos() - began) / 1e9;
        double used = bytes / seconds / bytesPerSecond;
        System.out.printf(
                "%d bytes at %d B/s, %.0f %% lost: %.1f s, %.0f %% of the link; round trip p99 %.0f ms, quiet %.0f%n",
                bytes, bytesPerSecond, 100 * loss, seconds, 100 * used, busy, quiet);
        assertThat(journal.kind()).isEqualTo(BulkEnd.Kind.COMPLETED);
        assertThat(Arrays.equals(sink.bytes.toByteArray(), map)).isTrue();
        assertThat(busy).isLessThanOrEqualTo(2 * quiet);
        return used;
    }

    @Test
    void twoMegabytesLeaveTheGameItsRoundTrip() {
        NetworkSimulation.forSeeds(
                5,
                net -> assertThat(transferBesideAGame(net, 2_000_000, 250_000, 0.05))
                        .isGreaterThan(0.3));
    }

    @Test
    void fiftyMegabytesLeaveTheGameItsRoundTrip() {
        NetworkSimulation.run(net -> assertThat(transferBesideAGame(net, 50_000_000, 2_000_000, 0.05))
                .isGreaterThan(0.1));
    }

    @Test
    @Tag("exact")
    void aLinkWithoutLossIsUsedWell() {
        NetworkSimulation.run(net ->
                assertThat(transferBesideAGame(net, 10_000_000, 1_000_000, 0)).isGreaterThan(0.7));
        NetworkSimulation.run(net ->
                assertThat(transferBesideAGame(net, 2_000_000, 100_000, 0)).isGreaterThan(0.5));
    }

    // ---------------------------------------------------------------- not arriving

    @Test
    void whatIsRefusedTooLargeOrTooMuchEndsWithTheReason() {
        NetworkSimulation.run(net -> {
            Pair pair = new Pair(net, BulkLimits.defaults().withSizeBytesMax(1000));
            Journal nobody = new Journal();
            pair.toClient().sendBulk(new BulkOffer("a", 10), BulkSource.of(new byte[10]), nobody);
            net.exchange();
            assertThat(nobody.kind()).isEqualTo(BulkEnd.Kind.REFUSED);

            pair.client.registerBulkHandler(offer -> offer.refuse("no room for " + offer.name()));
            Journal refused = new Journal();
            Journal large = new Journal();
            pair.toClient().sendBulk(new BulkOffer("b", 10), BulkSource.of(new byte[10]), refused);
            pair.toClient().sendBulk(new BulkOffer("c", 1001), BulkSource.of(new byte[1001]), large);
            net.exchange();
            assertThat(refused.end).isEqualTo(new BulkEnd(BulkEnd.Kind.REFUSED, "no room for b", true));
            assertThat(large.kind()).isEqualTo(BulkEnd.Kind.TOO_LARGE);

            List<Journal> many = new ArrayList<>();
            pair.client.unregisterBulkHandler();
            pair.client.registerBulkHandler(offer -> {});
            for (int i = 0; i < 5; i++) {
                many.add(new Journal());
                pair.toClient().sendBulk(new BulkOffer("d", 1), BulkSource.of(new byte[1]), many.get(i));
            }
            net.exchange();
            assertThat(many.get(3).end).isNull();
            assertThat(many.get(4).kind()).isEqualTo(BulkEnd.Kind.TOO_MANY);
            net.advance(Duration.ofSeconds(31));
            assertThat(many.get(0).kind()).isEqualTo(BulkEnd.Kind.TIMEOUT);
            assertThat(many).allMatch(journal -> journal.ends == 1);
        });
    }

    private static Journal halfWay(
            NetworkSimulation net, Pair pair, Sink sink, Journal receiver, List<BulkTransfer> both) {
        pair.network.conditions(latency(50));
        pair.network.speed(new LinkSpeed(100_000, 0, 0));
        pair.client.registerBulkHandler(offer -> both.add(offer.accept(sink, receiver)));
        byte[] bytes = random(1_000_000, 4);
        Journal sender = new Journal();
        both.add(pair.toClient().sendBulk(new BulkOffer("half", bytes.length), BulkSource.of(bytes), sender));
        net.advance(Duration.ofSeconds(3));
        assertThat(sink.bytes.toByteArray().length).isBetween(1, 999_999);
        return sender;
    }

    private static void assertThatTheNextOneArrives(NetworkSimulation net, Pair pair) {
        pair.network.speed(LinkSpeed.unlimited());
        pair.client.unregisterBulkHandler();
        Sink sink = new Sink();
        pair.client.registerBulkHandler(offer -> offer.accept(sink));
        byte[] bytes = random(5_000, 5);
        for (int i = 0; i < 4; i++) { // as many as there may be: nothing of before counts
            pair.toClient().sendBulk(new BulkOffer("next", bytes.length), BulkSource.of(bytes), new Journal());
        }
        net.advance(Duration.ofSeconds(10));
        assertThat(sink.finished).isEqualTo(4);
        assertThat(pair.server.connections()).hasSize(1);
    }

    @Test
    void theSenderMayCancelHalfWay() {
        NetworkSimulation.forSeeds(10, net -> {
            Pair pair = new Pair(net);
            Sink sink = new Sink();
            Journal receiver = new Journal();
            List<BulkTransfer> both = new ArrayList<>();
            Journal sender = halfWay(net, pair, sink, receiver, both);

            both.get(0).cancel();
            net.advance(Duration.ofSeconds(2));

            assertThat(sender.end).isEqualTo(new BulkEnd(BulkEnd.Kind.CANCELLED, "", false));
            assertThat(receiver.end).isEqualTo(new BulkEnd(BulkEnd.Kind.CANCELLED, "", true));
            assertThat(sink.aborted).isEqualTo(1);
            assertThatTheNextOneArrives(net, pair);
        });
    }

    @Test
    void theReceiverMayCancelHalfWayAndWhatIsUnderWayPassesItBy() {
        NetworkSimulation.forSeeds(10, net -> {
            Pair pair = new Pair(net);
            Sink sink = new Sink();
            Journal receiver = new Journal();
            List<BulkTransfer> both = new ArrayList<>();
            Journal sender = halfWay(net, pair, sink, receiver, both);

            both.get(1).cancel();
            net.advance(Duration.ofSeconds(2));

            assertThat(sender.end).isEqualTo(new BulkEnd(BulkEnd.Kind.CANCELLED, "", true));
            assertThat(receiver.end).isEqualTo(new BulkEnd(BulkEnd.Kind.CANCELLED, "", false));
            assertThat(sink.aborted).isEqualTo(1);
            assertThatTheNextOneArrives(net, pair);
        });
    }

    @Test
    void bothMayCancelInTheSameTick() {
        NetworkSimulation.run(net -> {
            Pair pair = new Pair(net);
            Sink sink = new Sink();
            Journal receiver = new Journal();
            List<BulkTransfer> both = new ArrayList<>();
            Journal sender = halfWay(net, pair, sink, receiver, both);

            both.forEach(BulkTransfer::cancel);
            both.forEach(BulkTransfer::cancel);
            net.advance(Duration.ofSeconds(2));

            assertThat(List.of(sender.ends, receiver.ends, sink.aborted)).containsOnly(1);
            assertThatTheNextOneArrives(net, pair);
        });
    }

    @Test
    void aReceiverOrSenderThatVanishesHalfWayLeavesNothingBehind() {
        NetworkSimulation.forSeeds(10, net -> {
            Pair pair = new Pair(net);
            Sink sink = new Sink();
            Journal receiver = new Journal();
            Journal sender = halfWay(net, pair, sink, receiver, new ArrayList<>());

            pair.network.cut(pair.link);
            net.advance(Duration.ofSeconds(2));

            assertThat(sender.kind()).isEqualTo(BulkEnd.Kind.DISCONNECTED);
            assertThat(receiver.kind()).isEqualTo(BulkEnd.Kind.DISCONNECTED);
            assertThat(sink.aborted).isEqualTo(1);
            assertThat(sink.bytes.toByteArray().length).isZero();
            Journal after = new Journal();
            pair.toServer().sendBulk(new BulkOffer("late", 1), BulkSource.of(new byte[1]), after);
            net.exchange();
            assertThat(after.kind()).isEqualTo(BulkEnd.Kind.DISCONNECTED);
        });
    }

    @Test
    void aReceiverThatHangsIsGivenUp() {
        NetworkSimulation.run(net -> {
            Pair pair = new Pair(net, new BulkLimits(1 << 20, 4, 64 << 10, Duration.ofSeconds(5)));
            Sink sink = new Sink();
            Journal receiver = new Journal();
            Journal sender = halfWay(net, pair, sink, receiver, new ArrayList<>());

            net.freeze(pair.client);
            net.advance(Duration.ofSeconds(6));

            assertThat(sender.kind()).isEqualTo(BulkEnd.Kind.TIMEOUT);
            net.thaw(pair.client);
            net.advance(Duration.ofSeconds(1));
            assertThat(receiver.ends).isEqualTo(1);
            assertThat(sink.aborted).isEqualTo(1);
        });
    }

    @Test
    void aSourceOrSinkThatFailsEndsItsTransferOnly() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            Pair pair = new Pair(net);
            Sink sink = new Sink();
            pair.client.registerBulkHandler(offer -> offer.accept(
                    offer.name().equals("bad sink")
                            ? new BulkSink() {
                                @Override
                                public void write(byte[] bytes, int offset, int length) {
                                    throw new IllegalStateException("disk full");
                                }

                                @Override
                                public void aborted() {
                                    sink.aborted++;
                                }
                            }
                            : sink));
            Journal badSink = new Journal();
            Journal badSource = new Journal();
            Journal shortSource = new Journal();
            pair.toClient().sendBulk(new BulkOffer("bad sink", 9_000), BulkSource.of(new byte[9_000]), badSink);
            pair.toClient()
                    .sendBulk(
                            new BulkOffer("bad source", 9_000),
                            (target, offset, length) -> {
                                throw new IllegalStateException("no such file");
                            },
                            badSource);
            pair.toClient().sendBulk(new BulkOffer("short", 9_000), BulkSource.of(new byte[50]), shortSource);
            net.advance(Duration.ofSeconds(3));

            assertThat(List.of(badSink.kind(), badSource.kind(), shortSource.kind()))
                    .containsOnly(BulkEnd.Kind.FAILED);
            assertThat(sink.aborted).isEqualTo(3);
            assertThatTheNextOneArrives(net, pair);
        });
    }

    @Test
    void aSourceMayCancelItsTransferWhileItIsRead() {
        NetworkSimulation.run(net -> {
            Pair pair = new Pair(net);
            Sink sink = new Sink();
            pair.client.registerBulkHandler(offer -> offer.accept(sink));
            List<BulkTransfer> transfers = new ArrayList<>();
            Journal journal = new Journal();
            transfers.add(pair.toClient()
                    .sendBulk(
                            new BulkOffer("map", 9_000),
                            (target, offset, length) -> {
                                transfers.get(0).cancel();
                                return length;
                            },
                            journal));
            net.advance(Duration.ofSeconds(1));

            assertThat(pair.server.connections()).hasSize(1);
            assertThat(journal.kind()).isEqualTo(BulkEnd.Kind.CANCELLED);
            assertThat(List.of(journal.ends, sink.aborted)).containsOnly(1);
            assertThatTheNextOneArrives(net, pair);
        });
    }

    /** What a game does that sends several files which belong together. */
    private static final class AllOrNone implements BulkListener {
        final List<BulkTransfer> all = new ArrayList<>();
        final List<BulkEnd.Kind> ends = new ArrayList<>();
        int closed;

        void send(NetworkConnection to) {
            all.add(to.sendBulk(
                    new BulkOffer("part", 100),
                    new BulkSource() {
                        @Override
                        public int read(byte[] target, int offset, int length) {
                            return length;
                        }

                        @Override
                        public void close() {
                            closed++;
                        }
                    },
                    this));
        }

        @Override
        public void ended(BulkTransfer transfer, BulkEnd how) {
            ends.add(how.kind());
            all.forEach(BulkTransfer::cancel);
        }
    }

    @Test
    void whoCancelsTheOthersWhenOneEndsHearsOfEachOnce() {
        NetworkSimulation.run(net -> {
            Pair pair = new Pair(net, new BulkLimits(1 << 20, 4, 64 << 10, Duration.ofSeconds(5)));
            pair.client.registerBulkHandler(offer -> {}); // its player is away
            AllOrNone slow = new AllOrNone();
            slow.send(pair.toClient());
            slow.send(pair.toClient());
            net.advance(Duration.ofSeconds(6));

            AllOrNone lost = new AllOrNone();
            lost.send(pair.toClient());
            lost.send(pair.toClient());
            pair.network.cut(pair.link);
            net.advance(Duration.ofSeconds(2));

            assertThat(slow.ends).containsExactly(BulkEnd.Kind.TIMEOUT, BulkEnd.Kind.CANCELLED);
            assertThat(lost.ends).hasSize(2);
            assertThat(List.of(slow.closed, lost.closed)).containsOnly(2);
        });
    }

    @Test
    void aTransferThatIsCancelledLetsGoOfItsSourceAtOnce() {
        NetworkSimulation.run(net -> {
            Pair pair = new Pair(net);
            AllOrNone files = new AllOrNone();
            files.send(pair.toClient());

            files.all.get(0).cancel();
            pair.server.stop();

            assertThat(files.closed).isEqualTo(1);
        });
    }

    @Test
    void itIsNoChannelForMessages() {
        NetworkSimulation.run(net -> {
            Pair pair = new Pair(net);

            assertThatThrownBy(() -> pair.client.send(new Number(1), Channel.BULK))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("sendBulk");
            assertThatThrownBy(() -> pair.server.sendToAll(new Number(1), Channel.BULK))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pair.toServer()
                            .sendBulk(
                                    new BulkOffer("a", 1, new Blob(new byte[2000])),
                                    BulkSource.of(new byte[1]),
                                    new Journal()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at most 1024");
        });
    }
}
