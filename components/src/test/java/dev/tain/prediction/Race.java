package dev.tain.prediction;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import java.time.Duration;
import java.util.Objects;

/** A server at thirty per second and one client with a car of its own. */
final class Race {
    static final double STEP = 1.0 / 30;

    final NetworkSimulation net;
    final NetworkServer server;
    final NetworkClient client;
    final NetworkIdentity object;
    final Car there;

    Race(NetworkSimulation net, NetworkConditions conditions) {
        this.net = net;
        Prefabs prefabs = Prefabs.builder().add("car", Car.class).build();
        server = net.server(builder -> builder.prefabs(prefabs).sendRate(30));
        client = net.connectClient(builder -> builder.prefabs(prefabs));
        net.conditions(conditions);
        client.ready();
        net.advance(Duration.ofSeconds(2));
        object = server.instantiate("car");
        there = object.behaviour(Car.class);
        server.addPlayer(connection(), object);
        net.advance(Duration.ofSeconds(1));
    }

    static NetworkConditions link(int roundTripMillis, int jitterMillis, double loss) {
        return NetworkConditions.builder()
                .latencyMillis(roundTripMillis / 2)
                .jitterMillis(jitterMillis)
                .loss(loss)
                .build();
    }

    NetworkConnection connection() {
        return server.connections().iterator().next();
    }

    Car here() {
        return Objects.requireNonNull(client.localPlayer()).behaviour(Car.class);
    }

    PredictionStatistics ours() {
        return here().group().statistics();
    }

    PredictionStatistics theirs() {
        return there.group().statistics();
    }
}
