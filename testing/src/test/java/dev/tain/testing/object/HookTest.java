package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static dev.tain.testing.object.World.hero;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.object.NetworkIdentity;
import dev.tain.testing.NetworkSimulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When hooks are called, and when not. */
class HookTest {
    @Test
    void theDecidingSideCallsNoHooksOfItsOwn() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            NetworkIdentity owned = server.spawn(server.instantiate("mover"), server.connection(1));
            net.exchange();

            hero(object).health = 1;
            copy(client, owned).behaviour(Mover.class).x = 1;
            net.exchange();

            assertThat(hero(object).log).containsExactly("onStartServer");
            assertThat(copy(client, owned).behaviour(Mover.class).log).isEmpty();
            assertThat(owned.behaviour(Mover.class).log).containsExactly("0.0 -> 1.0");
        });
    }

    @Test
    void onlyWhatDiffersCallsItsHook() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();
            Hero copy = hero(client, object);
            copy.log.clear();

            copy.health = 50; // a client that guesses
            hero(object).health = 50;
            hero(object).name = new String("Ann");
            net.exchange();
            assertThat(copy.log).containsExactly("name  -> Ann at health 50");

            hero(object).name = new String("Ann");
            net.exchange();
            assertThat(copy.log).hasSize(1);
        });
    }

    @Test
    void aHookSeesCollectionsAndFieldsWithoutHooksOfTheSameUpdate() {
        NetworkSimulation.run(net -> {
            Witnesses world = new Witnesses(net);
            List<String> here = new ArrayList<>();
            world.client(here);
            NetworkIdentity object = world.server.spawn(world.server.instantiate("two"));
            net.exchange();
            here.clear();

            Witnesses.a(object).list.add(1);
            Witnesses.a(object).second = 2;
            Witnesses.a(object).first = 3;
            net.exchange();

            assertThat(here).startsWith("a first 0 -> 3, all 3/2/[1]");
        });
    }

    @Test
    void changesThatArriveInSeveralUpdatesCallSeveralHooks() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();
            Hero copy = hero(client, object);
            copy.log.clear();

            for (int i = 1; i <= 3; i++) {
                hero(object).health = i;
                net.exchange();
            }

            assertThat(copy.log).containsExactly("health 100 -> 1", "health 1 -> 2", "health 2 -> 3");
        });
    }

    @Test
    void theHookOfAReferenceSeesTheObjectsOfBeforeAndNow() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            NetworkIdentity one = server.spawn(server.instantiate("rock"));
            NetworkIdentity two = server.spawn(server.instantiate("rock"));
            hero(object).target = one;
            net.exchange();
            Hero copy = hero(client, object);
            copy.log.clear();

            hero(object).target = two;
            net.exchange();
            hero(object).target = null;
            net.exchange();
            hero(object).target = object;
            net.exchange();

            assertThat(copy.log)
                    .containsExactly(
                            "target " + copy(client, one) + " -> " + copy(client, two),
                            "target " + copy(client, two) + " -> null",
                            "target null -> " + copy.identity());
        });
    }

    @Test
    void anObjectThatRefersToItselfKnowsItselfAtTheSpawn() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            hero(object).target = object;
            hero(object).friend = hero(object);
            NetworkClient burst = World.client(net);

            assertThat(hero(burst, object).target).isSameAs(copy(burst, object));
            assertThat(hero(burst, object).friend).isSameAs(hero(burst, object));
            assertThat(hero(burst, object).log)
                    .containsExactly("target null -> " + copy(burst, object), "onStartClient");
        });
    }

    @Test
    void aReferenceToWhatIsNotSpawnedIsNullOnTheClientUntilItIs() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity target = server.instantiate("rock");
            NetworkIdentity object = server.instantiate("hero");
            hero(object).target = target;
            server.spawn(object);
            net.exchange();
            assertThat(hero(client, object).target).isNull();

            server.spawn(target);
            net.exchange();

            assertThat(hero(client, object).target).isSameAs(copy(client, target));
            assertThat(hero(client, object).log).endsWith("target null -> " + copy(client, target));
        });
    }

    @Test
    void aReferenceToABehaviourMeansThatOneAmongSeveral() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            NetworkIdentity other = server.spawn(server.instantiate("hero"));
            hero(object).friend = hero(other);
            net.exchange();
            assertThat(hero(client, object).friend).isSameAs(hero(client, other));

            server.destroy(other);
            net.exchange();
            assertThat(hero(client, object).friend).isNull();
        });
    }

    @Test
    void aHookMayDisconnectAndNothingIsLeft() {
        NetworkSimulation.run(net -> {
            Witnesses world = new Witnesses(net);
            List<String> here = new ArrayList<>();
            NetworkClient client = world.client(here);
            NetworkIdentity object = world.server.spawn(world.server.instantiate("two"));
            net.exchange();
            Witness copy = Witnesses.a(copy(client, object));
            copy.alsoIn = "first 0 -> 1, all 1/0/[]";
            copy.alsoDoes = client::disconnect;

            Witnesses.a(object).first = 1;
            net.exchange();

            assertThat(client.objects()).isEmpty();
            assertThat(world.server.connections()).isEmpty();
            assertThat(here).endsWith("disconnected", "a onStopClient", "b onStopClient");
        });
    }
}
