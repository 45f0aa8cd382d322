package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.ServerListener;
import dev.tain.time.ConnectionQuality;
import dev.tain.time.NetworkTime;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.NetworkConditions;
import dev.tain.transport.PeerAddress;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What server and client know of each other's time. */
class TimeTest {
    private static final double TICK = 1.0 / 60;

    private static NetworkConditions latency(int oneWayMillis) {
        return NetworkConditions.builder().latencyMillis(oneWayMillis).build();
    }

    private static NetworkConnection only(NetworkServer server) {
        return server.connections().iterator().next();
    }

    @Test
    void aServersTimeIsItsOwn() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.sendRate(20));
            net.tick();

            NetworkTime time = server.time();
            assertThat(time.time()).isEqualTo(net.nowNanos() * 1e-9);
            assertThat(time.serverTime()).isEqualTo(time.time());
            assertThat(time.predictedTime()).isEqualTo(time.time());
            assertThat(time.tickInterval()).isEqualTo(0.05, within(1e-9));
            assertThat(time.quality()).isEqualTo(ConnectionQuality.EXCELLENT);
        });
    }

    @Test
    void beforeItConnectsAClientKnowsNothing() {
        NetworkSimulation.run(net -> {
            NetworkClient client = net.client();

            assertThat(client.time().serverTime()).isZero();
            assertThat(client.time().rtt()).isZero();
            assertThat(client.time().quality()).isEqualTo(ConnectionQuality.ESTIMATING);
        });
    }

    @Test
    @Tag("exact")
    void theRoundTripIsMeasuredOnBothSidesWithoutWhatTheyWait() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.sendRate(10)); // up to 100 ms until something leaves
            NetworkClient client = net.connectClient();
            net.conditions(latency(50));

            net.advance(Duration.ofSeconds(30));

            assertThat(client.time().rtt()).isBetween(0.1, 0.1 + 2.1 * TICK);
            assertThat(only(server).rtt()).isBetween(0.1, 0.1 + 100e-3 + 2.1 * TICK);
        });
    }

    @Test
    void theServersClockIsKnownThroughJitter() {
        NetworkSimulation.forSeeds(20, net -> {
            NetworkServer server = net.server();
            NetworkClient client = net.connectClient();
            net.conditions(NetworkConditions.builder()
                    .latencyMillis(60)
                    .jitterMillis(40)
                    .loss(0.05)
                    .build());

            client.registerHandler(Messages.Number.class, number -> {});
            for (int i = 0; i < 600; i++) {
                server.sendToAll(new Messages.Number(i), Channel.UNRELIABLE);
                net.tick();
            }

            // half of the jitter, which may be all on one way, and half of the ticks waited for
            assertThat(client.time().serverTime()).isEqualTo(server.time().time(), within(0.04));
            assertThat(client.time().predictedTime())
                    .isGreaterThan(client.time().serverTime() + 0.02)
                    .isLessThan(client.time().serverTime() + 0.15);
            assertThat(client.time().time())
                    .isLessThan(server.time().time() - 0.06)
                    .isGreaterThan(server.time().time() - 0.4);
        });
    }

    @Test
    void whatIsShownRunsOnWithoutJumps() {
        NetworkSimulation.forSeeds(20, net -> {
            NetworkServer server = net.server(builder -> builder.sendRate(30));
            NetworkClient client = net.connectClient();
            net.conditions(NetworkConditions.builder()
                    .latencyMillis(50)
                    .jitterMillis(20)
                    .loss(0.02)
                    .build());
            net.advance(Duration.ofSeconds(5));

            double before = client.time().time();
            for (int i = 0; i < 600; i++) {
                net.tick();
                double now = client.time().time();
                assertThat(now - before).isBetween(TICK * 0.9, TICK * 1.1);
                before = now;
            }
            assertThat(server.connections()).hasSize(1);
        });
    }

    @Test
    void aClientTakesOverTheServersRateUnlessItWasTold() {
        NetworkSimulation.run(net -> {
            net.server(builder -> builder.sendRate(25));

            assertThat(net.connectClient().time().tickInterval()).isEqualTo(0.04, within(1e-9));
            assertThat(net.connectClient(builder -> builder.sendRate(50)).time().tickInterval())
                    .isEqualTo(0.04, within(1e-9));
        });
    }

    @Test
    void theQualityIsToldToBothSidesWhenItChanges() {
        NetworkSimulation.run(net -> {
            List<ConnectionQuality> server = new ArrayList<>();
            List<ConnectionQuality> client = new ArrayList<>();
            net.server(builder -> builder.listener(new ServerListener() {
                @Override
                public void qualityChanged(NetworkConnection connection, ConnectionQuality quality) {
                    assertThat(connection.quality()).isEqualTo(quality);
                    server.add(quality);
                }
            }));
            net.connectClient(builder -> builder.listener(new ClientListener() {
                @Override
                public void qualityChanged(ConnectionQuality quality) {
                    client.add(quality);
                }
            }));
            net.advance(Duration.ofSeconds(5));
            assertThat(server).containsExactly(ConnectionQuality.EXCELLENT);
            assertThat(client).containsExactly(ConnectionQuality.EXCELLENT);

            net.conditions(latency(250));
            net.advance(Duration.ofSeconds(60));

            assertThat(server).endsWith(ConnectionQuality.POOR);
            assertThat(client).endsWith(ConnectionQuality.POOR);
        });
    }

    @Test
    void aLinkThatIsBackIsMeasuredAnew() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.gracePeriod(Duration.ofSeconds(10)));
            NetworkClient client = net.connectClient();
            net.advance(Duration.ofSeconds(2));

            net.cut(client);
            net.advance(Duration.ofSeconds(3));

            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(client.time().serverTime()).isEqualTo(server.time().time(), within(0.05));
            assertThat(client.time().rtt()).isLessThan(0.2);
        });
    }

    // ---------------------------------------------------------------- a client that lies

    private static final class Liar implements ClientTransport.Listener {
        final MemoryNetwork network = new MemoryNetwork();
        final NetworkServer server =
                NetworkServer.builder().transport(network.server()).build();
        final ClientTransport transport = network.client();
        final List<Integer> pings = new ArrayList<>();
        int pongs;
        long now;
        boolean gone;

        Liar() {
            server.start();
            transport.connect();
            transport.poll(0, this);
            packet(0, 1, body -> {
                body.writeInt(0x4E494154);
                body.writeVarUInt(1);
                body.writeString("");
                body.writeBoolean(false);
                body.writeCount(0);
                body.writeVarUInt(0);
            });
            tick();
        }

        void tick() {
            now += 16_000_000;
            server.tick(now);
            transport.poll(now, this);
        }

        void packet(double time, int id, Consumer<NetworkWriter> content) {
            NetworkWriter body = new NetworkWriter();
            body.writeShort(id);
            content.accept(body);
            NetworkWriter packet = new NetworkWriter();
            packet.writeDouble(time);
            packet.writeVarUInt(body.position());
            packet.writeRaw(body.buffer(), 0, body.position());
            transport.send(Channel.RELIABLE, packet.buffer(), 0, packet.position());
            transport.flush(now);
        }

        void seen(double time) {
            packet(now * 1e-9, 30, body -> {
                body.writeByte((byte) 2);
                body.writeDouble(time);
            });
            tick();
        }

        NetworkConnection connection() {
            return only(server);
        }

        @Override
        public void connected(PeerAddress address) {}

        @Override
        public void received(Channel channel, byte[] bytes, int offset, int length) {
            NetworkReader packet = new NetworkReader(bytes);
            packet.wrap(bytes, offset, length);
            packet.readDouble();
            while (packet.remaining() > 0) {
                int end = packet.readVarUInt();
                end = packet.remaining() - end;
                if (packet.readUnsignedShort() == 30) {
                    switch (packet.readByte()) {
                        case 0 -> pings.add(packet.readVarUInt());
                        case 1 -> pongs++;
                        default -> throw new AssertionError();
                    }
                }
                packet.skip(packet.remaining() - end);
            }
        }

        void pong(int number) {
            packet(now * 1e-9, 30, body -> {
                body.writeByte((byte) 1);
                body.writeVarUInt(number);
                body.writeDouble(now * 1e-9);
            });
        }

        @Override
        public void disconnected(DisconnectReason reason, String detail) {
            gone = true;
        }
    }

    @Test
    void aPongThatNobodyAskedForIsNothingToGoBy() {
        Liar liar = new Liar();

        for (int number = -3; number < 100; number++) {
            int n = number;
            liar.packet(5, 30, body -> {
                body.writeByte((byte) 1);
                body.writeVarUInt(n);
                body.writeDouble(-1e9);
            });
        }
        liar.tick();

        assertThat(liar.gone).isFalse();
        assertThat(liar.connection().rtt()).isBetween(0.0, 0.05);
    }

    @Test
    void whoGuessesNumbersLooksNoNearer() {
        Liar liar = new Liar();
        ArrayDeque<Integer> due = new ArrayDeque<>();
        int answered = 0;
        for (int i = 0; i < 3000; i++) {
            for (int known : new ArrayList<>(liar.pings)) { // the next, and the one whose place it takes
                liar.pong(known + 1);
                liar.pong(known - 16);
                liar.pong(known + 16);
            }
            while (due.size() < liar.pings.size() - answered) {
                due.add(i + 12); // the truth, 200 ms late
            }
            while (!due.isEmpty() && due.peek() <= i) {
                due.remove();
                liar.pong(liar.pings.get(answered++));
            }
            liar.tick();
        }

        assertThat(answered).isGreaterThan(20);
        assertThat(liar.gone).isFalse();
        assertThat(liar.connection().rtt()).isBetween(0.18, 0.25);
    }

    @Test
    void aFloodOfPingsIsAnsweredSparingly() {
        Liar liar = new Liar();
        for (int i = 0; i < 60; i++) {
            liar.tick();
        }
        liar.pongs = 0;
        for (int tick = 0; tick < 60; tick++) {
            for (int n = 0; n < 500; n++) {
                int number = n;
                liar.packet(liar.now * 1e-9, 30, body -> {
                    body.writeByte((byte) 0);
                    body.writeVarUInt(number);
                });
            }
            liar.tick();
        }

        assertThat(liar.gone).isFalse();
        assertThat(liar.pongs).isBetween(60, 240);
    }

    @Test
    void aProgramThatHungDoesNotTakeItForTheWay() {
        NetworkSimulation.forSeeds(10, net -> {
            NetworkServer server = net.server(builder -> builder.sendRate(30));
            NetworkClient client = net.connectClient();
            net.conditions(NetworkConditions.builder()
                    .latencyMillis(40)
                    .jitterMillis(10)
                    .build());
            net.advance(Duration.ofSeconds(20));

            for (int i = 0; i < 3; i++) {
                net.freeze(client);
                net.advance(Duration.ofMillis(2000 + net.random().nextInt(2000)));
                net.thaw(client);
                for (int tick = 0; tick < 60; tick++) {
                    net.tick();
                    assertThat(client.time().rtt()).isLessThan(0.16);
                    assertThat(client.time().serverTime())
                            .isEqualTo(server.time().time(), within(0.03));
                    assertThat(client.time().predictedTime())
                            .isLessThan(server.time().time() + 0.1);
                }
                assertThat(client.time().time()).isGreaterThan(server.time().time() - 0.35);
                assertThat(only(server).rtt()).isLessThan(0.2);
                net.advance(Duration.ofSeconds(3));
            }
        });
    }

    @Test
    void aClientThatAlwaysTicksSlowlyIsMeasuredAllTheSame() {
        MemoryNetwork network = new MemoryNetwork();
        NetworkServer server =
                NetworkServer.builder().transport(network.server()).build();
        NetworkClient client = NetworkClient.builder().build();
        server.start();
        client.connect(network.client());
        long now = 0;
        for (int i = 0; i < 4000; i++) { // a page in the background: once a second
            now += 16_000_000;
            server.tick(now);
            if (i % 60 == 0) {
                client.tick(now);
            }
        }
        assertThat(client.time().rtt()).isBetween(0.5, 1.1);
        assertThat(client.time().serverTime()).isEqualTo(server.time().time(), within(1.1));
    }

    @Test
    void aLinkThatIsBackMakesTheClockJumpNoMoreThanJitterDoes() {
        NetworkSimulation.forSeeds(20, net -> {
            net.server(builder -> builder.gracePeriod(Duration.ofSeconds(10)));
            NetworkClient client = net.connectClient();
            net.conditions(NetworkConditions.builder()
                    .latencyMillis(60)
                    .jitterMillis(60)
                    .build());
            net.advance(Duration.ofSeconds(10));
            net.cut(client);
            double before = client.time().serverTime();
            for (int i = 0; i < 600; i++) {
                net.tick();
                double now = client.time().serverTime();
                assertThat(now - before).isBetween(TICK * 0.9, TICK * 1.1);
                before = now;
            }
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
        });
    }

    @Test
    void whatWasSeenIsNeverTheFutureAndNeverLongAgo() {
        Liar liar = new Liar();
        for (int i = 0; i < 300; i++) {
            liar.tick();
        }

        liar.seen(liar.now * 1e-9 + 1000);
        assertThat(liar.connection().seenTime()).isEqualTo(liar.server.time().time());
        liar.seen(-1000);
        assertThat(liar.connection().seenTime()).isEqualTo(liar.server.time().time() - 2, within(1e-9));
        liar.connection().seenTime(-5);
        assertThat(liar.connection().seenTime()).isEqualTo(liar.server.time().time() - 2, within(1e-9));
        liar.connection().seenTime(1e9);
        assertThat(liar.connection().seenTime()).isEqualTo(liar.server.time().time());
        liar.seen(liar.now * 1e-9 - 0.1);
        assertThat(liar.connection().seenTime()).isEqualTo(liar.server.time().time() - 0.116, within(1e-3));
    }

    @Test
    void aTimeThatIsNoneEndsTheConnection() {
        for (double time : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e300}) {
            Liar header = new Liar();
            header.packet(time, 7, body -> {});
            header.tick();
            assertThat(header.gone).isTrue();

            Liar inside = new Liar();
            inside.seen(time);
            assertThat(inside.gone).isTrue();
        }
        Liar unknown = new Liar();
        unknown.packet(1, 30, body -> body.writeByte((byte) 9));
        unknown.tick();
        assertThat(unknown.gone).isTrue();
    }

    @Test
    void clocksThatRaceAndJumpHarmOnlyTheirOwn() {
        Liar liar = new Liar();
        double theirs = 0;
        for (int i = 0; i < 2000; i++) {
            theirs += i % 100 == 50 ? -0.5 : i % 100 == 99 ? 0.5 : 0.16; // ten times as fast, and jumping
            liar.packet(theirs, 7, body -> {});
            liar.tick();
            assertThat(Double.isFinite(liar.connection().remoteTimeline())).isTrue();
            assertThat(liar.connection().seenTime())
                    .isLessThanOrEqualTo(liar.server.time().time());
        }
        assertThat(liar.gone).isFalse();
    }
}
