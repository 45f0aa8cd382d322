package dev.tain.testing.object;

import static dev.tain.testing.object.World.hero;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.object.Visibility;
import dev.tain.testing.NetworkSimulation;
import org.junit.jupiter.api.Test;

/** Objects that stand in the scene on both sides before any network. */
class SceneObjectTest {
    @Test
    void itIsThereOnceAndInactiveUntilItIsSpawned() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = net.client(builder -> builder.prefabs(World.PREFABS));

            NetworkIdentity gate = client.sceneObject("gate");

            assertThat(client.sceneObject("gate")).isSameAs(gate);
            assertThat(server.sceneObject("gate")).isSameAs(server.sceneObject("gate"));
            assertThat(gate.isSceneObject()).isTrue();
            assertThat(gate.isSpawned()).isFalse();
            assertThat(gate.prefab()).isEqualTo("gate");
            assertThat(hero(gate).log).isEmpty();
            assertThat(client.objects()).isEmpty();
        });
    }

    @Test
    void aNameThatIsNotThereIsRefusedInWords() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);

            assertThatThrownBy(() -> server.sceneObject("gat"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("gat")
                    .hasMessageContaining("gate");
            assertThatThrownBy(() -> server.instantiate("gate")).hasMessageContaining("no prefab 'gate'");
            assertThatThrownBy(() ->
                            Prefabs.builder().sceneObject("gate", Hero.class).sceneObject("gate", Hero.class))
                    .hasMessageContaining("already");
        });
    }

    @Test
    void aPrefabAndASceneObjectOfOneNameAreTwoThings() {
        NetworkSimulation.run(net -> {
            Prefabs prefabs = Prefabs.builder()
                    .add("gate", Rock.class)
                    .sceneObject("gate", Hero.class)
                    .build();
            NetworkServer server = net.server(builder -> builder.prefabs(prefabs));
            NetworkClient client = net.connectClient(builder -> builder.prefabs(prefabs));
            client.ready();

            NetworkIdentity made = server.spawn(server.instantiate("gate"));
            server.spawnSceneObjects();
            net.exchange();

            assertThat(World.copy(client, made).findBehaviour(Rock.class)).isNotNull();
            assertThat(client.sceneObject("gate").isSpawned()).isTrue();
            assertThat(client.sceneObject("gate").findBehaviour(Hero.class)).isNotNull();
        });
    }

    @Test
    void hiddenItStaysInTheSceneAndComesBackAsTheSame() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            server.spawnSceneObjects();
            net.exchange();
            NetworkIdentity gate = client.sceneObject("gate");
            Object node = new Object();
            gate.attach(node);

            server.sceneObject("gate").visibility(Visibility.NOBODY);
            net.exchange();
            assertThat(gate.isSpawned()).isFalse();
            assertThat(gate.node(Object.class)).isSameAs(node);

            hero(server.sceneObject("gate")).health = 7;
            server.sceneObject("gate").visibility(Visibility.DEFAULT);
            net.exchange();
            assertThat(client.objects()).containsExactly(gate);
            assertThat(hero(gate).health).isEqualTo(7);
            assertThat(client.objectOf(node)).isSameAs(gate);
            assertThat(hero(gate).log).endsWith("onStopClient", "health 100 -> 7", "onStartClient");
        });
    }

    @Test
    void destroyedItMayBeSpawnedAgainWithTheStateItHas() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            server.spawnSceneObjects();
            NetworkIdentity gate = server.sceneObject("gate");
            hero(gate).health = 3;
            net.exchange();
            int number = gate.netId();

            server.destroy(gate);
            server.spawn(gate);
            net.exchange();

            assertThat(gate.netId()).isNotEqualTo(number);
            assertThat(client.sceneObject("gate").netId()).isEqualTo(gate.netId());
            assertThat(hero(client.sceneObject("gate")).health).isEqualTo(3);
        });
    }

    @Test
    void spawningAllLeavesAloneWhatIsSpawned() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            server.spawnSceneObjects();
            int number = server.sceneObject("gate").netId();

            server.spawnSceneObjects();

            assertThat(server.sceneObject("gate").netId()).isEqualTo(number);
            assertThat(server.objects()).hasSize(1);
            assertThatThrownBy(() -> server.spawn(server.sceneObject("gate"))).hasMessageContaining("spawned already");
        });
    }

    @Test
    void onTheNextServerItIsTheSame() {
        NetworkSimulation.run(net -> {
            NetworkServer first = World.server(net);
            NetworkClient client = World.client(net);
            first.spawnSceneObjects();
            net.exchange();
            NetworkIdentity gate = client.sceneObject("gate");
            client.disconnect();
            assertThat(gate.isSpawned()).isFalse();

            NetworkServer second = World.server(net);
            second.spawnSceneObjects();
            net.connect(client, second);
            client.ready();
            net.exchange();

            assertThat(client.objects()).containsExactly(gate);
        });
    }

    @Test
    void aServerThatStoppedSpawnsItAgain() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            server.spawnSceneObjects();
            NetworkIdentity gate = server.sceneObject("gate");

            server.stop();
            assertThat(gate.isSpawned()).isFalse();
            server.start();
            server.spawnSceneObjects();
            NetworkClient client = World.client(net);

            assertThat(gate.isSpawned()).isTrue();
            assertThat(client.objects()).hasSize(1);
        });
    }

    @Test
    void aClientWithoutItLeavesInWords() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = World.server(net);
            server.spawnSceneObjects();
            Prefabs without =
                    Prefabs.builder().add("hero", Hero.class, Pack.class).build();

            NetworkClient client = net.connectClient(builder -> builder.prefabs(without));
            client.ready();
            net.exchange();

            assertThat(client.state()).isEqualTo(ClientState.DISCONNECTED);
            assertThat(net.reports())
                    .anyMatch(report -> report.text().contains("SCHEMA_MISMATCH")
                            && report.text().contains("no scene object 'gate'"));
        });
    }
}
