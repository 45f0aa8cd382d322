package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static dev.tain.testing.object.World.hero;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Visibility;
import dev.tain.testing.NetworkSimulation;
import dev.tain.value.Vector3;
import java.util.Collection;
import org.junit.jupiter.api.Test;

/** Objects appear and disappear. */
class SpawnTest {
    private static NetworkConnection first(NetworkServer server) {
        return server.connections().iterator().next();
    }

    @Test
    void aSpawnedObjectAppearsWithItsState() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.instantiate("hero");
            Hero hero = hero(object);
            hero.health = 7;
            hero.name = "Ann";
            hero.items.add("sword");
            hero.scores.put("kills", 3);
            hero.flags.add(9);
            object.pose().position(1, 2, 3).scale(2, 2, 2);

            server.spawn(object);
            net.exchange();

            NetworkIdentity copy = copy(client, object);
            assertThat(copy).isNotSameAs(object);
            assertThat(copy.isClient()).isTrue();
            assertThat(copy.isServer()).isFalse();
            assertThat(object.isServer()).isTrue();
            assertThat(hero(copy).health).isEqualTo(7);
            assertThat(hero(copy).name).isEqualTo("Ann");
            assertThat(hero(copy).items).containsExactly("sword");
            assertThat(hero(copy).scores).containsEntry("kills", 3);
            assertThat(hero(copy).flags).containsExactly(9);
            assertThat(copy.pose().position()).isEqualTo(new Vector3(1, 2, 3));
            assertThat(copy.pose().scale()).isEqualTo(new Vector3(2, 2, 2));
            assertThat(copy.behaviour(Pack.class).coins).isEqualTo(5);
        });
    }

    @Test
    void whoComesLateIsShownWhatIsThere() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            hero(object).health = 3;
            hero(object).items.add("a");
            net.exchange();
            hero(object).items.add("b");

            NetworkClient client = World.client(net);

            assertThat(hero(client, object).health).isEqualTo(3);
            assertThat(hero(client, object).items).containsExactly("a", "b");
        });
    }

    @Test
    void whoIsNotReadyIsShownNothing() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = net.connectClient(builder -> builder.prefabs(World.PREFABS));
            server.spawn(server.instantiate("hero"));

            net.exchange();

            assertThat(client.objects()).isEmpty();
        });
    }

    @Test
    void whoIsNotReadyAnyMoreKeepsItsCopiesUntilItIsReadyAgain() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity gone = server.spawn(server.instantiate("hero"));
            NetworkIdentity kept = server.spawn(server.instantiate("hero"));
            net.exchange();
            Hero copy = hero(client, kept);

            server.setNotReady(first(server));
            net.exchange();
            server.destroy(gone);
            hero(kept).health = 1;
            NetworkIdentity added = server.spawn(server.instantiate("hero"));
            net.exchange();

            assertThat(client.isReady()).isFalse();
            assertThat(client.objects()).hasSize(2);
            assertThat(copy.health).isEqualTo(100);

            client.ready();
            net.exchange();

            assertThat(client.objects()).containsExactly(copy.identity(), copy(client, added));
            assertThat(copy.health).isEqualTo(1);
            assertThat(copy.log).containsOnlyOnce("onStartClient");
        });
    }

    @Test
    void anObjectThatIsDestroyedDisappears() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();
            Hero copy = hero(client, object);

            server.destroy(object);
            net.exchange();

            assertThat(client.objects()).isEmpty();
            assertThat(copy.log).endsWith("onStopClient");
            assertThat(copy.identity().isSpawned()).isFalse();
            assertThat(object.isSpawned()).isFalse();
            assertThatThrownBy(() -> server.spawn(object)).hasMessageContaining("was destroyed");
        });
    }

    @Test
    void anObjectThatWasUnspawnedComesBackUnderAnotherNumber() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            int before = object.netId();
            net.exchange();

            server.unspawn(object);
            server.spawn(object);
            net.exchange();

            assertThat(object.netId()).isNotEqualTo(before);
            assertThat(client.objects()).hasSize(1);
            assertThat(copy(client, object).isSpawned()).isTrue();
        });
    }

    @Test
    void whatChangesAfterTheSpawnInTheSameTickFollows() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            hero(object).health = 42;
            hero(object).items.add("late");

            net.exchange();

            assertThat(hero(client, object).health).isEqualTo(42);
            assertThat(hero(client, object).items).containsExactly("late");
            assertThat(hero(client, object).log).containsExactly("onStartClient", "health 100 -> 42");
        });
    }

    @Test
    void aHiddenObjectIsItsOwnersAlone() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            NetworkClient other = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), first(server));
            net.exchange();
            assertThat(other.objects()).hasSize(1);

            object.visibility(Visibility.HIDDEN);
            hero(object).health = 2;
            net.exchange();

            assertThat(other.objects()).isEmpty();
            assertThat(hero(owner, object).health).isEqualTo(2);

            object.visibility(Visibility.SHOWN);
            net.exchange();
            assertThat(hero(other, object).health).isEqualTo(2);

            object.visibility(Visibility.NOBODY);
            net.exchange();
            assertThat(owner.objects()).isEmpty();
            assertThat(other.objects()).isEmpty();
        });
    }

    @Test
    void interestManagementDecidesWhoObserves() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.prefabs(World.PREFABS)
                    .interestManagement((connection, object) -> connection.id() % 2 == object.netId() % 2));
            NetworkClient odd = World.client(net);
            NetworkClient even = World.client(net);
            NetworkIdentity one = server.spawn(server.instantiate("hero"));
            NetworkIdentity two = server.spawn(server.instantiate("hero"));

            hero(one).health = 11;
            hero(two).health = 22;
            net.exchange();

            assertThat(odd.objects()).hasSize(1);
            assertThat(even.objects()).hasSize(1);
            assertThat(hero(odd, one).health).isEqualTo(11);
            assertThat(hero(even, two).health).isEqualTo(22);
            Collection<NetworkConnection> observers = one.observers();
            assertThat(observers).extracting(NetworkConnection::id).containsExactly(1);
        });
    }

    @Test
    void objectsOfAConnectionAreDestroyedAtItsEnd() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient leaving = World.client(net);
            NetworkClient staying = World.client(net);
            NetworkIdentity object = server.instantiate("hero");
            server.addPlayer(first(server), object);
            net.exchange();
            assertThat(staying.objects()).hasSize(1);

            leaving.disconnect();
            net.exchange();

            assertThat(staying.objects()).isEmpty();
            assertThat(server.objects()).isEmpty();
            assertThat(hero(object).log).endsWith("onStopServer");
        });
    }

    @Test
    void childrenGoWithTheirParent() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity parent = server.spawn(server.instantiate("hero"));
            NetworkIdentity child = server.instantiate("rock");
            child.parent(parent);
            server.spawn(child);
            net.exchange();

            assertThat(copy(client, child).parent()).isSameAs(copy(client, parent));
            assertThatThrownBy(() -> parent.parent(child)).hasMessageContaining("belongs to it");

            server.destroy(parent);
            net.exchange();

            assertThat(child.isSpawned()).isFalse();
            assertThat(client.objects()).isEmpty();
        });
    }

    @Test
    void aSceneObjectIsTheOneThatWasThere() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity gate = client.sceneObject("gate");
            hero(server.sceneObject("gate")).health = 1;

            server.spawnSceneObjects();
            net.exchange();

            assertThat(gate.isSpawned()).isTrue();
            assertThat(hero(gate).health).isEqualTo(1);

            server.destroy(server.sceneObject("gate"));
            net.exchange();
            assertThat(gate.isSpawned()).isFalse();
            server.spawnSceneObjects();
            net.exchange();
            assertThat(client.objects()).containsExactly(gate);
        });
    }

    @Test
    void aBehaviourMadeWithPlainNewIsAnOrdinaryObject() {
        Hero hero = new Hero();

        hero.fire(new Vector3(1, 0, 0));

        assertThat(hero.health).isEqualTo(99);
        assertThat(hero.log).containsExactly("fire 1.0 on client");
        hero.items.add("free");
        assertThat(hero.items).hasSize(1);
    }
}
