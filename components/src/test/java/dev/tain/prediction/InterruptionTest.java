package dev.tain.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** After whatever came between, client and server agree again. */
class InterruptionTest {
    private static final Prefabs PREFABS =
            Prefabs.builder().add("car", Car.class).build();

    private static final class Drive {
        final NetworkSimulation net;
        final NetworkServer server;
        final NetworkClient client;
        final NetworkClient other;
        final NetworkIdentity object;
        final Car there;

        Drive(NetworkSimulation net) {
            this.net = net;
            server = net.server(builder -> builder.prefabs(PREFABS).sendRate(30).gracePeriod(Duration.ofSeconds(30)));
            client = net.connectClient(builder -> builder.prefabs(PREFABS));
            other = net.connectClient(builder -> builder.prefabs(PREFABS));
            net.conditions(Race.link(100, 10, 0.01));
            client.ready();
            other.ready();
            net.advance(Duration.ofSeconds(2));
            object = server.instantiate("car");
            there = object.behaviour(Car.class);
            server.spawn(object, connection(0));
            net.advance(Duration.ofSeconds(2));
            drive(5);
        }

        NetworkConnection connection(int which) {
            return List.copyOf(server.connections()).get(which);
        }

        Car copy(NetworkClient of) {
            return Objects.requireNonNull(of.object(object.netId())).behaviour(Car.class);
        }

        void drive(int seconds) {
            for (int i = 0; i < seconds * 4; i++) {
                for (NetworkClient one : List.of(client, other)) {
                    NetworkIdentity copy = one.object(object.netId());
                    if (copy != null) {
                        copy.behaviour(Car.class).wish =
                                new Car.Drive(net.random().nextFloat(), 0.1f);
                    }
                }
                net.advance(Duration.ofMillis(250));
            }
        }

        /** Drives on, stands still, and is where the server says. */
        void agree(NetworkClient owner) {
            drive(10);
            PredictionStatistics before = copy(owner).group().statistics();
            drive(5);
            PredictionStatistics after = copy(owner).group().statistics();
            assertThat(after.confirmed() - before.confirmed()).isGreaterThan(100);
            assertThat(after.mispredicted() - before.mispredicted()).isLessThan(8);
            copy(client).wish = new Car.Drive(0, 0);
            copy(other).wish = new Car.Drive(0, 0);
            net.advance(Duration.ofSeconds(60));
            assertThat(copy(owner).distance(there)).isLessThan(0.01);
            assertThat(copy(owner).renderError()).isEqualTo(0, within(0.01));
        }
    }

    @Test
    void aLinkThatBreaksAndComesBack() {
        NetworkSimulation.forSeeds(20, net -> {
            Drive drive = new Drive(net);
            net.conditions(Race.link(100, 30, 0)); // calls overtake the word that it goes on
            net.cut(drive.client);
            for (int i = 0; i < 20 && (i < 4 || drive.client.state() != ClientState.CONNECTED); i++) {
                drive.drive(1);
            }
            assertThat(drive.client.state()).isEqualTo(ClientState.CONNECTED);
            net.conditions(Race.link(100, 10, 0.01));
            drive.agree(drive.client);
        });
    }

    @Test
    void aClientThatHangsForFiveSeconds() {
        NetworkSimulation.forSeeds(5, net -> {
            Drive drive = new Drive(net);
            net.freeze(drive.client);
            drive.drive(5);
            net.thaw(drive.client);
            drive.agree(drive.client);
        });
    }

    @Test
    void anOwnerThatChangesToAndFro() {
        NetworkSimulation.forSeeds(10, net -> {
            Drive drive = new Drive(net);
            for (int i = 0; i < 30; i++) {
                int turns = net.random().nextInt(3);
                for (int turn = 0; turn <= turns; turn++) { // within a tick
                    drive.server.removeAuthority(drive.object);
                    drive.server.assignAuthority(
                            drive.object, drive.connection(net.random().nextInt(2)));
                }
                for (int tick = net.random().nextInt(20); tick >= 0; tick--) {
                    net.tick();
                }
            }
            drive.server.removeAuthority(drive.object);
            drive.server.assignAuthority(drive.object, drive.connection(1));
            net.advance(Duration.ofSeconds(1));
            assertThat(drive.copy(drive.client).isPredicted()).isFalse();
            drive.agree(drive.other);
        });
    }

    @Test
    void aClientThatIsReadyLongAfterItsObject() {
        NetworkSimulation.run(net -> {
            NetworkServer server =
                    net.server(builder -> builder.prefabs(PREFABS).sendRate(30));
            NetworkClient client = net.connectClient(builder -> builder.prefabs(PREFABS));
            net.conditions(Race.link(100, 0, 0));
            NetworkIdentity object = server.instantiate("car");
            object.behaviour(Car.class).speed = 10; // and rolls on
            server.spawn(object, server.connections().iterator().next());
            net.advance(Duration.ofSeconds(5));
            client.ready();
            net.advance(Duration.ofSeconds(5));

            Car here = Objects.requireNonNull(client.object(object.netId())).behaviour(Car.class);
            assertThat(here.isPredicted()).isTrue();
            assertThat(here.group().statistics().confirmed()).isGreaterThan(80);
            assertThat(here.group().statistics().mispredicted()).isLessThan(8);
        });
    }

    @Test
    void inputsFromNowhereHarmNobody() {
        NetworkSimulation.run(net -> {
            Drive drive = new Drive(net);
            List<Car.Drive> many = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                many.add(new Car.Drive(1, 0));
            }
            int[] firsts = {Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE - 16, -32, -1, 0, 1 << 30};
            for (int first : firsts) {
                for (int i = 0; i < 50; i++) {
                    drive.copy(drive.client).receiveInputs(first + i, many);
                    drive.copy(drive.other).receiveInputs(first + i, many); // not its own
                }
                net.advance(Duration.ofMillis(200));
                assertThat(drive.there.speed).isBetween(-5f, 20f);
            }
            assertThat(drive.server.connections()).hasSize(2);
        });
    }
}
