package dev.tain.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.transport.LatencySimulation;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.NetworkConditions;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Clients whose clocks lie get no further than honest ones. */
class CheatingTest {
    private static final long FRAME = 16_666_667L;
    private static final Prefabs PREFABS =
            Prefabs.builder().add("car", Car.class).build();

    /** Both drive at full throttle for ten of the server's seconds; the clock of one is another. */
    private static final class Duel {
        final MemoryNetwork network = new MemoryNetwork();
        final NetworkServer server = NetworkServer.builder()
                .transport(network.server())
                .prefabs(PREFABS)
                .sendRate(30)
                .build();
        final NetworkClient honest = NetworkClient.builder().prefabs(PREFABS).build();
        final NetworkClient cheat = NetworkClient.builder().prefabs(PREFABS).build();
        final LongUnaryOperator clock;
        long now = 1_000_000_000L;

        Duel(LongUnaryOperator clock) {
            this.clock = clock;
            server.start();
            honest.connect(LatencySimulation.of(
                    network.client(),
                    NetworkConditions.builder().latencyMillis(40).build(),
                    new Random(1)));
            cheat.connect(LatencySimulation.of(
                    network.client(),
                    NetworkConditions.builder().latencyMillis(40).build(),
                    new Random(2)));
            run(60);
            honest.ready();
            cheat.ready();
            run(30);
        }

        void run(int frames) {
            for (int i = 0; i < frames; i++) {
                now += FRAME;
                server.tick(now);
                honest.tick(now);
                long theirs = clock.applyAsLong(now);
                for (int part = 1; part <= 4; part++) {
                    cheat.tick(clock.applyAsLong(now - FRAME) + (theirs - clock.applyAsLong(now - FRAME)) * part / 4);
                }
            }
        }

        Car own(NetworkConnection connection, NetworkClient client) {
            NetworkIdentity object = server.instantiate("car");
            server.addPlayer(connection, object);
            run(30);
            Objects.requireNonNull(client.localPlayer()).behaviour(Car.class).wish = new Car.Drive(1, 0);
            return object.behaviour(Car.class);
        }

        void race() {
            Car honestCar = own(Objects.requireNonNull(server.connection(1)), honest);
            Car cheatCar = own(Objects.requireNonNull(server.connection(2)), cheat);
            run(120); // both at full speed
            float honestBefore = honestCar.x;
            float cheatBefore = cheatCar.x;
            run(600);

            float tick = 20f / 30 + 0.01f;
            assertThat(cheatCar.x - cheatBefore).isLessThanOrEqualTo(honestCar.x - honestBefore + tick);
            assertThat(cheatCar.x - cheatBefore).isPositive();
        }
    }

    @Test
    void aClockThatIsATenthFasterGainsNothing() {
        new Duel(now -> now * 11 / 10).race();
    }

    @Test
    void aClockTwiceAsFastGainsNothing() {
        new Duel(now -> now * 2).race();
    }

    @Test
    void aClockTenTimesAsFastGainsNothing() {
        new Duel(now -> now * 10).race();
    }

    @Test
    void aClockThatJumpsGainsNothing() {
        new Duel(now -> now + (now / 1_000_000_000L % 2 == 0 ? 500_000_000L : -500_000_000L)).race();
    }
}
