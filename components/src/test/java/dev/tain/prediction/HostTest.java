package dev.tain.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.manager.NetworkManager;
import dev.tain.motion.NetworkTransform;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import dev.tain.testing.SimulatedNetwork;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A host's own player is predicted as any other, and seen by a guest. */
class HostTest {
    /** A car whose place its transform shows to the others. */
    static class ShownCar extends Car {
        @Override
        protected void simulate(Drive drive, float dt) {
            super.simulate(drive, dt);
            if (isServer()) {
                pose(identity().pose());
            }
        }
    }

    private static NetworkManager manager(NetworkSimulation net, SimulatedNetwork network) {
        NetworkManager manager = NetworkManager.builder()
                .prefabs(Prefabs.builder()
                        .add("car", ShownCar.class, NetworkTransform.class)
                        .build())
                .playerPrefab("car")
                .server(server ->
                        server.transport(network.server()).sendRate(30).reportSink(net.reportSink()))
                .client(client -> client.reportSink(net.reportSink()))
                .build();
        net.alsoTick(manager::tick);
        return manager;
    }

    private static ShownCar own(NetworkManager manager) {
        return Objects.requireNonNull(manager.client().localPlayer()).behaviour(ShownCar.class);
    }

    @Test
    void hostAndGuestDriveAndSeeEachOther() {
        NetworkSimulation.run(net -> {
            SimulatedNetwork network = net.network();
            NetworkManager host = manager(net, network);
            NetworkManager guest = manager(net, network);
            host.startHost();
            guest.startClient(network.client());
            net.advance(Duration.ofSeconds(2));

            own(host).wish = new Car.Drive(1, 0);
            own(guest).wish = new Car.Drive(1, 0.3f);
            net.advance(Duration.ofSeconds(5));

            for (NetworkManager manager : new NetworkManager[] {host, guest}) {
                NetworkManager other = manager == host ? guest : host;
                ShownCar car = own(manager);
                NetworkIdentity there = Objects.requireNonNull(host.server().object(car.netId()));
                NetworkIdentity seen = Objects.requireNonNull(other.client().object(car.netId()));
                assertThat(car.isPredicted()).isTrue();
                assertThat(car.group().statistics().confirmed()).isGreaterThan(100);
                assertThat(car.distance(there.behaviour(ShownCar.class))).isLessThan(5);
                assertThat(seen.behaviour(ShownCar.class).isPredicted()).isFalse();
                assertThat(Math.hypot(seen.pose().x - car.x, seen.pose().z - car.z))
                        .isLessThan(8);
                assertThat(Math.hypot(seen.pose().x, seen.pose().z)).isGreaterThan(20);
            }
        });
    }
}
