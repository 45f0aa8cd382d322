package dev.tain.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.transport.LatencySimulation;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.NetworkConditions;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However often server and client tick, a second has as many steps on both sides. */
class RatesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Prefabs PREFABS =
            Prefabs.builder().add("car", Car.class).build();

    private static void drive(int serverTicks, int sendRate, int clientTicks) {
        String what = serverTicks + " server ticks, rate " + sendRate + ", " + clientTicks + " client ticks";
        MemoryNetwork network = new MemoryNetwork();
        NetworkServer server = NetworkServer.builder()
                .transport(network.server())
                .prefabs(PREFABS)
                .sendRate(sendRate)
                .build();
        NetworkClient client = NetworkClient.builder().prefabs(PREFABS).build();
        server.start();
        client.connect(LatencySimulation.of(
                network.client(), NetworkConditions.builder().latencyMillis(50).build(), new Random(1)));
        Random random = new Random(3);
        Car there = null;
        PredictionStatistics theirs = null;
        PredictionStatistics ours = null;
        long nextServer = SECOND;
        long nextClient = SECOND;
        while (nextServer < 31 * SECOND) {
            if (nextServer <= nextClient) {
                server.tick(nextServer);
                nextServer += SECOND / serverTicks;
                continue;
            }
            client.tick(nextClient);
            nextClient += SECOND / clientTicks;
            if (client.state() == ClientState.CONNECTED && !client.isReady()) {
                client.ready();
            } else if (there == null && nextClient > 4 * SECOND) {
                NetworkIdentity object = server.instantiate("car");
                server.addPlayer(server.connections().iterator().next(), object);
                there = object.behaviour(Car.class);
            }
            NetworkIdentity player = client.localPlayer();
            if (player != null && random.nextInt(8) == 0) {
                player.behaviour(Car.class).wish = new Car.Drive(random.nextFloat(), random.nextFloat() - 0.5f);
            }
            if (theirs == null && nextClient > 16 * SECOND) {
                theirs = Objects.requireNonNull(there).group().statistics();
                ours = Objects.requireNonNull(player)
                        .behaviour(Car.class)
                        .group()
                        .statistics();
            }
        }
        PredictionStatistics after = Objects.requireNonNull(there).group().statistics();
        PredictionStatistics here = Objects.requireNonNull(client.localPlayer())
                .behaviour(Car.class)
                .group()
                .statistics();
        long steps = after.steps() - Objects.requireNonNull(theirs).steps();
        assertThat((double) steps).as(what).isEqualTo(15 * (sendRate == 0 ? 60 : sendRate), within(15.0));
        assertThat(after.starved() - theirs.starved()).as(what).isLessThan(3);
        assertThat(after.skipped() - theirs.skipped()).as(what).isLessThan(3);
        assertThat(here.mispredicted() - Objects.requireNonNull(ours).mispredicted())
                .as(what)
                .isLessThan(3);
    }

    @Test
    void aServerThatSendsInEveryTickStepsAsOftenAsItsClients() {
        drive(20, 0, 60);
        drive(30, 0, 60);
        drive(60, 0, 60);
        drive(128, 0, 60);
        drive(1000, 0, 60);
    }

    @Test
    void aServerThatTicksTooSlowlyStepsAsOftenAsItsClients() {
        drive(50, 60, 60);
        drive(50, 128, 60);
    }

    @Test
    void clientsOfAnyFrameRateKeepUp() {
        drive(60, 60, 10);
        drive(60, 60, 500);
        drive(64, 10, 60);
        drive(128, 128, 15);
        drive(128, 128, 144);
    }
}
