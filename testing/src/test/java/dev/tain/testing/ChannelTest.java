package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.testing.Messages.Blob;
import dev.tain.testing.Messages.Number;
import dev.tain.testing.Messages.Position;
import dev.tain.transport.Channel;
import dev.tain.transport.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What each channel promises, and sizes. */
class ChannelTest {
    @Test
    void reliableMessagesArriveOnceAndInOrderOverABadNetwork() {
        NetworkSimulation.forSeeds(20, net -> {
            net.conditions(NetworkConditions.bad());
            NetworkServer server = net.server();
            List<Integer> heard = new ArrayList<>();
            net.connectClient().registerHandler(Number.class, number -> heard.add(number.value()));
            for (int i = 0; i < 200; i++) {
                server.sendToAll(new Number(i));
                net.tick();
            }
            net.exchange();

            assertThat(heard).hasSize(200).isSorted().doesNotHaveDuplicates();
        });
    }

    @Test
    void sequencedMessagesNeverGoBack() {
        NetworkSimulation.forSeeds(20, net -> {
            net.conditions(NetworkConditions.bad());
            NetworkServer server = net.server();
            List<Integer> heard = new ArrayList<>();
            net.connectClient().registerHandler(Position.class, position -> heard.add(position.sequence()));
            for (int i = 0; i < 400; i++) {
                server.sendToAll(new Position(i, i, i), Channel.SEQUENCED);
                net.tick();
            }
            net.exchange();

            assertThat(heard).isSorted().doesNotHaveDuplicates();
            assertThat(heard.size()).isBetween(50, 399);
        });
    }

    @Test
    void sequencedMessagesSurviveTheWrapOfTheirNumber() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.sendRate(0));
            List<Integer> heard = new ArrayList<>();
            net.connectClient().registerHandler(Position.class, position -> heard.add(position.sequence()));
            for (int i = 0; i < 70_000; i++) {
                server.sendToAll(new Position(i, 0, 0), Channel.SEQUENCED);
                net.tick();
            }
            net.exchange();

            assertThat(heard).hasSize(70_000).isSorted();
        });
    }

    @Test
    void unreliableMessagesMayBeLostAndTheConnectionStays() {
        NetworkSimulation.run(net -> {
            net.conditions(NetworkConditions.builder().loss(0.5).build());
            NetworkServer server = net.server();
            List<Integer> heard = new ArrayList<>();
            NetworkClient client = net.connectClient();
            client.registerHandler(Number.class, number -> heard.add(number.value()));
            for (int i = 0; i < 300; i++) {
                server.sendToAll(new Number(i), Channel.UNRELIABLE);
                net.tick();
            }

            assertThat(heard.size()).isBetween(60, 240);
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
        });
    }

    @Test
    void aMessageLargerThanAPacketIsSplitAndJoinedInOrder() {
        NetworkSimulation.forSeeds(5, net -> {
            net.conditions(NetworkConditions.bad());
            NetworkServer server = net.server();
            List<Object> heard = new ArrayList<>();
            NetworkClient client = net.connectClient();
            client.registerHandler(Number.class, number -> heard.add(number.value()));
            client.registerHandler(Blob.class, blob -> heard.add(blob.bytes()));
            byte[] large = new byte[900_000];
            net.random().nextBytes(large);

            server.sendToAll(new Number(1));
            server.sendToAll(new Blob(large));
            server.sendToAll(new Number(2));
            net.exchange();

            assertThat(heard).hasSize(3);
            assertThat(heard.get(0)).isEqualTo(1);
            assertThat(heard.get(1)).isEqualTo(large);
            assertThat(heard.get(2)).isEqualTo(2);
        });
    }

    @Test
    void aMessageBeyondTheLimitIsRefusedInWordsAndNothingIsLost() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.maxMessageBytes(65535));
            List<Integer> heard = new ArrayList<>();
            net.connectClient().registerHandler(Number.class, number -> heard.add(number.value()));
            server.sendToAll(new Number(1));

            assertThatThrownBy(() -> server.sendToAll(new Blob(new byte[70_000])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Blob is 70006 bytes; RELIABLE carries at most 65535. Split it, or raise"
                            + " maxMessageBytes");
            assertThatThrownBy(() -> server.sendToAll(new Blob(new byte[2000]), Channel.UNRELIABLE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("send it on RELIABLE");
            server.sendToAll(new Number(2));
            net.exchange();

            assertThat(heard).containsExactly(1, 2);
        });
    }

    @Test
    void aMessageBeyondTheReceiversLimitEndsTheConnection() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.maxMessageBytes(10_000));
            server.registerHandler(Blob.class, blob -> {});
            NetworkClient client = net.connectClient();
            client.send(new Blob(new byte[100_000]));
            net.exchange();

            assertThat(client.state()).isEqualTo(ClientState.DISCONNECTED);
            assertThat(net.reports()).anyMatch(report -> report.text().contains("larger than the 10000 allowed"));
        });
    }

    @Test
    @Tag("exact")
    void manySmallMessagesTravelInOnePacketATickAndChannel() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            net.connectClient().registerHandler(Number.class, number -> {});
            NetworkConnection connection = server.connections().iterator().next();
            net.exchange();
            long before = connection.statistics().packetsSent();

            for (int i = 0; i < 500; i++) {
                server.sendToAll(new Number(i));
                server.sendToAll(new Number(i), i < 100 ? Channel.UNRELIABLE : Channel.RELIABLE);
            }
            net.tick();
            net.tick();

            assertThat(connection.statistics().packetsSent() - before).isEqualTo(2);
        });
    }

    @Test
    void theSendRateHoldsAndAStallCausesNoBurst() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.sendRate(20).pingInterval(Duration.ofDays(30)));
            net.connectClient(builder -> builder.pingInterval(Duration.ofDays(30)))
                    .registerHandler(Number.class, number -> {});
            NetworkConnection connection = server.connections().iterator().next();
            net.exchange();
            long before = connection.statistics().packetsSent();
            for (int i = 0; i < 120; i++) { // two seconds at 60 ticks
                server.sendToAll(new Number(i));
                net.tick();
            }
            long packets = connection.statistics().packetsSent() - before;
            assertThat(packets).isBetween(39L, 41L);

            long now = net.nowNanos() + 5_000_000_000L; // five seconds went by without a tick
            long stalled = connection.statistics().packetsSent();
            for (int i = 0; i < 6; i++) {
                server.sendToAll(new Number(i));
                server.tick(now + i * 1_000_000L);
            }
            assertThat(connection.statistics().packetsSent() - stalled).isEqualTo(1);
        });
    }

    @Test
    void moreBroadcastsThanPacketsHoldKeepTheirOrderOnEveryChannel() {
        for (Channel channel : List.of(Channel.RELIABLE, Channel.UNRELIABLE, Channel.SEQUENCED)) {
            NetworkSimulation.run(net -> {
                NetworkServer server = net.server();
                List<Integer> heard = new ArrayList<>();
                net.connectClient().registerHandler(Position.class, position -> heard.add(position.sequence()));
                NetworkConnection connection = server.connections().iterator().next();
                for (int i = 0; i < 5000; i++) {
                    if (i % 1000 == 500) {
                        connection.send(new Position(i, 0, 0), channel); // in between, to one alone
                    } else {
                        server.sendToAll(new Position(i, 0, 0), channel);
                    }
                }
                net.exchange();

                assertThat(heard).as("%s", channel).hasSize(5000).isSorted();
            });
        }
    }

    @Test
    void whoComesLaterDoesNotHearWhatWasSentToAllBefore() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.requireAuthentication(true));
            List<Integer> heard = new ArrayList<>();
            net.connectClient().registerHandler(Number.class, number -> heard.add(number.value()));
            server.sendToAll(new Number(1));
            server.connections().iterator().next().authenticate();
            server.sendToAll(new Number(2));
            net.exchange();

            assertThat(heard).containsExactly(2);
        });
    }
}
