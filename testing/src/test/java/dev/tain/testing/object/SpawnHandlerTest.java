package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static dev.tain.testing.object.World.hero;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.object.SpawnHandler;
import dev.tain.object.Visibility;
import dev.tain.testing.NetworkSimulation;
import dev.tain.value.Vector3;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client's own pool of objects. */
class SpawnHandlerTest {
    private static final class Pool implements SpawnHandler {
        final NetworkClient client;
        final Deque<NetworkIdentity> free = new ArrayDeque<>();
        final List<Vector3> places = new ArrayList<>();
        int made;

        Pool(NetworkClient client) {
            this.client = client;
        }

        @Override
        public NetworkIdentity spawn(Pose pose) {
            places.add(pose.position());
            if (free.isEmpty()) {
                made++;
                return client.instantiate("hero");
            }
            return free.pop();
        }

        @Override
        public void unspawn(NetworkIdentity object) {
            assertThat(object.isSpawned()).isFalse();
            assertThat(object.isOwned()).isFalse();
            free.push(object);
        }
    }

    @Test
    void objectsComeFromThePoolAndGoBackToIt() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            Pool pool = new Pool(client);
            client.registerSpawnHandler("hero", pool);

            for (int i = 1; i <= 10; i++) {
                NetworkIdentity object = server.instantiate("hero");
                object.pose().position(i, 0, 0);
                server.spawn(object, server.connection(1));
                net.exchange();
                assertThat(copy(client, object).pose().position()).isEqualTo(new Vector3(i, 0, 0));
                server.destroy(object);
                net.exchange();
            }

            assertThat(pool.made).isEqualTo(1);
            assertThat(pool.free).hasSize(1);
            assertThat(pool.places).hasSize(10).endsWith(new Vector3(10, 0, 0));
        });
    }

    @Test
    void whatComesBackFromThePoolHasTheNewObjectsStateAndNothingOfTheOld() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            client.registerSpawnHandler("hero", new Pool(client));
            NetworkIdentity rock = server.spawn(server.instantiate("rock"));
            NetworkIdentity old = server.instantiate("hero");
            hero(old).health = 5;
            hero(old).items.add("sword");
            hero(old).scores.put("kills", 1);
            hero(old).flags.add(1);
            hero(old).target = rock;
            server.spawn(old);
            net.exchange();
            Hero copy = hero(client, old);
            server.destroy(old);
            net.exchange();
            copy.log.clear();

            NetworkIdentity fresh = server.instantiate("hero");
            hero(fresh).items.add("bow");
            server.spawn(fresh);
            net.exchange();

            assertThat(hero(client, fresh)).isSameAs(copy);
            assertThat(copy.health).isEqualTo(100);
            assertThat(copy.items).containsExactly("bow");
            assertThat(copy.scores).isEmpty();
            assertThat(copy.flags).isEmpty();
            assertThat(copy.target).isNull();
            assertThat(copy.log).contains("health 5 -> 100").endsWith("onStartClient");
        });
    }

    @Test
    void hiddenAndShownAgainTheObjectPassesThroughThePool() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            Pool pool = new Pool(client);
            client.registerSpawnHandler("hero", pool);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();

            object.visibility(Visibility.NOBODY);
            net.exchange();
            assertThat(pool.free).hasSize(1);
            hero(object).health = 3;
            object.visibility(Visibility.DEFAULT);
            net.exchange();

            assertThat(pool.free).isEmpty();
            assertThat(hero(client, object).health).isEqualTo(3);
            client.disconnect();
            assertThat(pool.free).hasSize(1);
        });
    }

    @Test
    void aPooledCopyKeepsItsNode() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            client.registerSpawnHandler("hero", new Pool(client));
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();
            NetworkIdentity copy = copy(client, object);
            Object node = new Object();
            copy.attach(node);

            server.destroy(object);
            net.exchange();

            assertThat(copy.node(Object.class)).isSameAs(node);
            assertThat(client.objectOf(node)).isSameAs(copy);
        });
    }

    @Test
    void aPrefabHasOneHandlerAtATime() {
        NetworkSimulation.run(net -> {
            World.server(net);
            NetworkClient client = World.client(net);
            Pool pool = new Pool(client);
            client.registerSpawnHandler("hero", pool);

            assertThatThrownBy(() -> client.registerSpawnHandler("hero", pool))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("unregisterSpawnHandler");
            assertThatThrownBy(() -> client.registerSpawnHandler("hare", pool))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("hare")
                    .hasMessageContaining("hero");

            assertThat(client.unregisterSpawnHandler("hero")).isTrue();
            assertThat(client.unregisterSpawnHandler("hero")).isFalse();
            client.registerSpawnHandler("hero", pool);
        });
    }

    @Test
    void withoutItsHandlerThePrefabMakesTheNextOne() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            Pool pool = new Pool(client);
            client.registerSpawnHandler("hero", pool);
            client.unregisterSpawnHandler("hero");

            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();

            assertThat(copy(client, object).isSpawned()).isTrue();
            assertThat(pool.made).isZero();
        });
    }

    @Test
    void aHandlerThatGivesWhatItMayNotEndsItsClientInWords() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity taken = server.spawn(server.instantiate("hero"));
            net.exchange();
            client.registerSpawnHandler("hero", new OneCopy(List.of(copy(client, taken))));

            server.spawn(server.instantiate("hero"));
            net.exchange();

            assertThat(client.state()).isEqualTo(ClientState.DISCONNECTED);
            assertThat(net.reports())
                    .anyMatch(report -> report.cause() != null
                            && String.valueOf(report.cause().getMessage()).contains("not an unspawned object"));
        });
    }

    @Test
    void aHandlerThatThrowsOnTheWayBackIsReportedAndTheGameGoesOn() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            client.registerSpawnHandler("hero", new SpawnHandler() {
                @Override
                public NetworkIdentity spawn(Pose pose) {
                    return client.instantiate("hero");
                }

                @Override
                public void unspawn(NetworkIdentity object) {
                    throw new IllegalStateException("on purpose");
                }
            });
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            NetworkIdentity other = server.spawn(server.instantiate("hero"));
            net.exchange();

            server.destroy(object);
            net.exchange();

            assertThat(client.objects()).containsExactly(copy(client, other));
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(net.reports()).anyMatch(report -> report.text().contains("spawn handler"));
        });
    }
}
