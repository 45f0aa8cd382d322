package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import org.junit.jupiter.api.Test;

/** Behaviours with base classes: three levels, the lowest generic, methods overridden and overloaded. */
class InheritanceTest {
    private static final class Play {
        final NetworkSimulation net;
        final NetworkServer server;
        final NetworkClient client;
        final NetworkIdentity object;
        final Wolf there;
        final Wolf here;

        Play(NetworkSimulation net) {
            this.net = net;
            server = World.server(net);
            client = World.client(net);
            object = server.spawn(server.instantiate("wolf"), server.connection(1));
            net.exchange();
            there = object.behaviour(Wolf.class);
            here = copy(client, object).behaviour(Wolf.class);
            here.log.clear();
        }
    }

    @Test
    void aBaseClassIsNoPartOfAnObject() {
        NetworkSimulation.run(net -> {
            Prefabs prefabs = Prefabs.builder().add("animal", Animal.class).build();
            NetworkServer server = net.server(builder -> builder.prefabs(prefabs));

            assertThatThrownBy(() -> server.instantiate("animal"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Animal. If it is abstract or has type parameters, no object can have it");
        });
    }

    @Test
    void fieldsAndCollectionsOfEveryLevelAreKeptInStep() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net);

            play.there.age = 1;
            play.there.hunger = 2.5f;
            play.there.pack = 3;
            play.there.traits.add("grey");
            play.there.eaten.put("sheep", 4);
            net.exchange();

            assertThat(play.here.age).isEqualTo(1);
            assertThat(play.here.hunger).isEqualTo(2.5f);
            assertThat(play.here.pack).isEqualTo(3);
            assertThat(play.here.traits).containsExactly("grey");
            assertThat(play.here.eaten).containsEntry("sheep", 4);

            play.there.pack = 5;
            net.exchange();
            assertThat(play.here.pack).isEqualTo(5);
            assertThat(play.here.age).isEqualTo(1);
            NetworkClient late = World.client(net);
            assertThat(copy(late, play.object).behaviour(Wolf.class).pack).isEqualTo(5);
            assertThat(copy(late, play.object).behaviour(Animal.class).eaten).hasSize(1);
        });
    }

    @Test
    void anAbstractHookAndAnOverriddenOneAreThoseOfTheLastClassBaseFirst() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net);

            play.there.hunger = 1;
            play.there.pack = 2;
            play.there.age = 3;
            net.exchange();

            assertThat(play.here.log).containsExactly("age 0 -> 3, pack 2", "wolf", "hunger 0.0 -> 1.0 at age 3");
        });
    }

    @Test
    void anOverriddenCommandRunsOnceAndMayCallItsBase() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net);

            play.here.say("hoo");
            net.exchange();

            assertThat(play.there.log).containsExactly("wolf says hoo", "base say hoo");
            assertThat(play.here.log).isEmpty();
        });
    }

    @Test
    void overloadsAreToldApart() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net);

            play.here.say("a", 3);
            play.here.say("b", "you");
            play.here.say("c");
            net.exchange();

            assertThat(play.there.log)
                    .containsExactly("base say a 3 times", "wolf says b to you", "wolf says c", "base say c");
        });
    }

    @Test
    void overriddenAndInheritedRpcsRunOnTheClient() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net);

            play.there.wake("slowly");
            play.there.nudge(null, "gently");
            net.exchange();

            assertThat(play.here.log).containsExactly("base wake slowly", "wolf wakes slowly", "base nudge gently");
            assertThat(play.there.log).isEmpty();
        });
    }

    @Test
    void callbacksMayCallThoseOfTheBase() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net);
            NetworkClient late = World.client(net);

            assertThat(copy(late, play.object).behaviour(Wolf.class).log)
                    .containsExactly("base onStartClient", "wolf onStartClient");
        });
    }

    @Test
    void aBehaviourIsFoundByAnyOfItsTypes() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net);

            assertThat(play.object.behaviour(Creature.class)).isSameAs(play.there);
            assertThat(play.object.behaviour(Animal.class)).isSameAs(play.there);
            assertThat(play.object.findBehaviour(Hero.class)).isNull();
        });
    }
}
