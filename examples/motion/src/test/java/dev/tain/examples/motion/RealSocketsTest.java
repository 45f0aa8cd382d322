package dev.tain.examples.motion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.motion.NetworkTransform;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.prediction.PredictionStatistics;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same cars over real sockets, in real time. */
class RealSocketsTest {
    private static final Prefabs PREFABS =
            Prefabs.builder().add("car", Car.class, NetworkTransform.class).build();
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static void until(NetworkServer server, NetworkClient client, BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!done.getAsBoolean()) {
            long now = System.nanoTime();
            assertThat(now - deadline).as("waited in vain").isNegative();
            server.tick(now);
            client.tick(now);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kcp://127.0.0.1:0", "tcp://127.0.0.1:0"})
    void aCarIsPredictedAndConfirmed(String address) {
        NetworkServer server = NetworkServer.builder()
                .address(address)
                .prefabs(PREFABS)
                .sendRate(60)
                .reportSink(report -> {})
                .build();
        NetworkClient client = NetworkClient.builder()
                .prefabs(PREFABS)
                .reportSink(report -> {})
                .build();
        server.start();
        try {
            client.connect(server.address());
            until(server, client, () -> !server.connections().isEmpty());
            client.ready();
            NetworkIdentity object = server.instantiate("car");
            object.behaviour(Car.class).x = (float) Track.x(0);
            server.addPlayer(server.connections().iterator().next(), object);
            until(server, client, () -> client.localPlayer() != null);
            Car car = Objects.requireNonNull(client.localPlayer()).behaviour(Car.class);

            until(server, client, () -> car.group().statistics().confirmed() >= 120);

            PredictionStatistics statistics = car.group().statistics();
            assertThat(car.isPredicted()).isTrue();
            assertThat(statistics.steps()).isGreaterThan(120);
            assertThat(statistics.confirmed()).isGreaterThan(statistics.mispredicted());
            assertThat(object.behaviour(Car.class).speed).isPositive();
            assertThat(client.time().rtt()).isPositive();
        } finally {
            client.disconnect();
            server.stop();
        }
    }
}
