package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static dev.tain.testing.object.World.hero;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.CallRefusal;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Visibility;
import dev.tain.testing.NetworkSimulation;
import dev.tain.value.Vector3;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fields and collections are kept in step. */
class StateTest {
    private static NetworkConnection connection(NetworkServer server, int id) {
        return Objects.requireNonNull(server.connection(id));
    }

    @Test
    void whatChangesArrivesAndCallsItsHookOnce() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();
            Hero copy = hero(client, object);
            copy.log.clear();

            hero(object).health = 60;
            hero(object).health = 50;
            hero(object).position = new Vector3(1, 2, 3);
            net.exchange();

            assertThat(copy.health).isEqualTo(50);
            assertThat(copy.position).isEqualTo(new Vector3(1, 2, 3));
            assertThat(copy.log).containsExactly("health 100 -> 50");
        });
    }

    @Test
    void whatIsSetAndSetBackSendsNothing() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.quietServer(net);
            World.quietClient(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();
            long sent = connection(server, 1).statistics().messagesSent();

            hero(object).health = 1;
            hero(object).health = 100;
            hero(object).position = new Vector3(0, 0, 0);
            net.exchange();

            assertThat(connection(server, 1).statistics().messagesSent()).isEqualTo(sent);
        });
    }

    @Test
    void aHookSeesTheWholeUpdate() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();
            Hero copy = hero(client, object);
            copy.log.clear();

            hero(object).name = "Bob";
            hero(object).health = 5;
            net.exchange();

            assertThat(copy.log).containsExactly("health 100 -> 5", "name  -> Bob at health 5");
        });
    }

    @Test
    void hooksAreCalledAtTheSpawnForWhatDiffers() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.instantiate("hero");
            hero(object).health = 5;

            server.spawn(object);
            net.exchange();

            assertThat(hero(client, object).log).containsExactly("health 100 -> 5", "onStartClient");
        });
    }

    @Test
    void aReferenceToAnObjectThatComesLaterIsResolvedThenAndItsHookSeesTheObject() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity hidden = server.instantiate("rock");
            hidden.visibility(Visibility.NOBODY);
            server.spawn(hidden);
            NetworkIdentity object = server.instantiate("hero");
            hero(object).target = hidden;
            server.spawn(object);
            net.exchange();
            Hero copy = hero(client, object);
            assertThat(copy.target).isNull();
            assertThat(copy.log).containsExactly("onStartClient");

            hidden.visibility(Visibility.DEFAULT);
            net.exchange();

            assertThat(copy.target).isSameAs(copy(client, hidden));
            assertThat(copy.log).endsWith("target null -> " + copy.target);

            hidden.visibility(Visibility.NOBODY);
            net.exchange();
            assertThat(copy.target).isNull();
        });
    }

    @Test
    void objectsThatReferToEachOtherFindEachOtherInTheFirstBurst() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkIdentity a = server.spawn(server.instantiate("hero"));
            NetworkIdentity b = server.spawn(server.instantiate("hero"));
            hero(a).target = b;
            hero(a).friend = hero(b);
            hero(b).target = a;
            hero(b).friend = hero(a);

            NetworkClient client = World.client(net);

            assertThat(hero(client, a).target).isSameAs(copy(client, b));
            assertThat(hero(client, a).friend).isSameAs(hero(client, b));
            assertThat(hero(client, b).friend).isSameAs(hero(client, a));
            assertThat(hero(client, a).log).containsExactly("target null -> " + copy(client, b), "onStartClient");
        });
    }

    @Test
    void aReferenceToADestroyedObjectBecomesNullAndItsHookIsCalled() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            NetworkIdentity target = server.spawn(server.instantiate("rock"));
            hero(object).target = target;
            net.exchange();

            server.destroy(target);
            net.exchange();

            assertThat(hero(client, object).target).isNull();
        });
    }

    @Test
    void onlyTheOwnerSeesStateOfModeOwner() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            NetworkClient other = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            Pack pack = object.behaviour(Pack.class);
            net.exchange();

            pack.coins = 77;
            pack.secrets.add("map");
            hero(object).health = 9;
            net.exchange();

            assertThat(copy(owner, object).behaviour(Pack.class).coins).isEqualTo(77);
            assertThat(copy(owner, object).behaviour(Pack.class).secrets).containsExactly("map");
            assertThat(copy(other, object).behaviour(Pack.class).coins).isEqualTo(5);
            assertThat(copy(other, object).behaviour(Pack.class).secrets).isEmpty();
            assertThat(hero(owner, object).health).isEqualTo(9);
            assertThat(hero(other, object).health).isEqualTo(9);

            server.assignAuthority(object, connection(server, 2));
            pack.coins = 78;
            net.exchange();

            assertThat(copy(other, object).behaviour(Pack.class).coins).isEqualTo(78);
            assertThat(copy(other, object).behaviour(Pack.class).secrets).containsExactly("map");
        });
    }

    @Test
    void whatAnOwnersClientDecidesReachesTheServerAndTheOthers() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            NetworkClient other = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("mover"), connection(server, 1));
            net.exchange();

            copy(owner, object).behaviour(Mover.class).x = 12.5f;
            copy(owner, object).behaviour(Mover.class).steps.add(1);
            net.exchange();

            assertThat(object.behaviour(Mover.class).x).isEqualTo(12.5f);
            assertThat(object.behaviour(Mover.class).steps).containsExactly(1);
            assertThat(object.behaviour(Mover.class).log).containsExactly("0.0 -> 12.5");
            assertThat(copy(other, object).behaviour(Mover.class).x).isEqualTo(12.5f);
            assertThat(copy(other, object).behaviour(Mover.class).steps).containsExactly(1);
            assertThat(copy(owner, object).behaviour(Mover.class).log).isEmpty();
        });
    }

    @Test
    void stateThatTheGameFindsImpossibleIsTakenBackAndCounted() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("mover"), connection(server, 1));
            net.exchange();
            Mover mine = copy(owner, object).behaviour(Mover.class);
            mine.x = 10;
            net.exchange();

            mine.x = 5000;
            mine.steps.add(6);
            net.exchange();

            assertThat(object.behaviour(Mover.class).x).isEqualTo(10);
            assertThat(object.behaviour(Mover.class).steps).isEmpty();
            assertThat(mine.x).isEqualTo(10);
            assertThat(mine.steps).isEmpty();
            assertThat(server.refusedCalls(CallRefusal.STATE_REFUSED)).isEqualTo(1);
        });
    }

    @Test
    void aMarkedBehaviourIsLookedAtWhenItSaysSo() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("rock"));
            Rock rock = object.behaviour(Rock.class);
            net.exchange();

            rock.moss = 4;
            net.exchange();
            assertThat(copy(client, object).behaviour(Rock.class).moss).isZero();

            rock.markChanged();
            net.exchange();
            assertThat(copy(client, object).behaviour(Rock.class).moss).isEqualTo(4);
        });
    }

    @Test
    void aSyncIntervalSpacesUpdates() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("slow"));
            Slow slow = object.behaviour(Slow.class);
            net.advance(Duration.ofMillis(300));
            int updates = 0;
            int seen = copy(client, object).behaviour(Slow.class).value;

            for (int i = 1; i <= 60; i++) {
                slow.value = i;
                slow.values.add(i);
                net.tick();
                int now = copy(client, object).behaviour(Slow.class).value;
                updates += now != seen ? 1 : 0;
                seen = now;
            }
            net.advance(Duration.ofMillis(300));

            assertThat(updates).isBetween(3, 5);
            assertThat(copy(client, object).behaviour(Slow.class).value).isEqualTo(60);
            assertThat(copy(client, object).behaviour(Slow.class).values).hasSize(60);
        });
    }

    @Test
    void whoComesBetweenTwoUpdatesOfACollectionGetsNothingTwice() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkIdentity object = server.spawn(server.instantiate("slow"));
            Slow slow = object.behaviour(Slow.class);
            net.advance(Duration.ofMillis(300));
            slow.values.add(1);

            NetworkClient late = World.client(net);
            slow.values.add(2);
            net.advance(Duration.ofMillis(600));

            assertThat(copy(late, object).behaviour(Slow.class).values).containsExactly(1, 2);
        });
    }

    @Test
    void whatSerializesItselfIsSentAtTheSpawnAndWhenMarked() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.instantiate("drawing");
            Drawing drawing = object.behaviour(Drawing.class);
            drawing.pixels = new int[] {1, 2};
            server.spawn(object);
            net.exchange();
            assertThat(copy(client, object).behaviour(Drawing.class).pixels).containsExactly(1, 2);

            drawing.pixels = new int[] {3};
            drawing.markChanged();
            net.exchange();

            assertThat(copy(client, object).behaviour(Drawing.class).pixels).containsExactly(3);
        });
    }

    @Test
    void aClientMayNotChangeACollectionThatTheServerDecidesAbout() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();

            assertThatThrownBy(() -> hero(client, object).items.add("x"))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("client's copy");
            assertThat(hero(client, object).items).isEmpty();
        });
    }

    @Test
    void onTickRunsAtTheSendRateOnBothSides() {
        NetworkSimulation.run(net -> {
            NetworkServer server =
                    net.server(builder -> builder.prefabs(World.PREFABS).sendRate(20));
            NetworkClient client = World.client(net); // takes over the server's rate
            NetworkClient faster =
                    net.connectClient(builder -> builder.prefabs(World.PREFABS).sendRate(60));
            faster.ready();
            net.exchange();
            NetworkIdentity object = server.spawn(server.instantiate("rock"));
            net.advance(Duration.ofSeconds(1));

            assertThat(object.behaviour(Rock.class).ticks).isBetween(18, 22);
            assertThat(copy(client, object).behaviour(Rock.class).ticks).isBetween(18, 22);
            assertThat(copy(faster, object).behaviour(Rock.class).ticks).isBetween(50, 62);
        });
    }

    @Test
    @Tag("exact")
    void whoIsShownAnObjectGetsNoUpdateOfItInThatTick() {
        NetworkSimulation.run(net -> {
            NetworkServer server =
                    net.server(builder -> builder.prefabs(World.PREFABS).sendRate(0));
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("plain"));
            hero(object).health = 42;

            net.tick();
            assertThat(hero(client, object).health).isEqualTo(100);

            net.tick();
            assertThat(hero(client, object).health).isEqualTo(42);
        });
    }

    @Test
    void stateSentBeforeTheObjectWasTakenAndGivenBackIsNotTakenOver() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("mover"), connection(server, 1));
            net.exchange();

            copy(owner, object).behaviour(Mover.class).x = 5;
            net.tick(); // now it is on its way
            object.visibility(Visibility.NOBODY);
            object.visibility(Visibility.DEFAULT);
            net.exchange();

            assertThat(object.behaviour(Mover.class).x).isZero();
            assertThat(copy(owner, object).behaviour(Mover.class).x).isZero();
            assertThat(server.refusedCalls(CallRefusal.NO_AUTHORITY)).isEqualTo(1);

            copy(owner, object).behaviour(Mover.class).x = 6;
            net.exchange();
            assertThat(object.behaviour(Mover.class).x).isEqualTo(6);
        });
    }

    @Test
    void whatAMarkedObjectChangedReachesTheOthersThoughSomebodyWasShownItMeanwhile() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient there = World.client(net);
            NetworkClient late = net.connectClient(builder -> builder.prefabs(World.PREFABS));
            NetworkIdentity object = server.spawn(server.instantiate("rock"));
            net.exchange();

            object.behaviour(Rock.class).moss = 4;
            object.behaviour(Rock.class).markChanged();
            server.setReady(connection(server, 2));
            net.exchange();

            assertThat(copy(late, object).behaviour(Rock.class).moss).isEqualTo(4);
            assertThat(copy(there, object).behaviour(Rock.class).moss).isEqualTo(4);
        });
    }

    @Test
    void whatAMarkedObjectChangedReachesItsOwnerThoughItWasHiddenMeanwhile() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("rock"), connection(server, 1));
            net.exchange();

            object.behaviour(Rock.class).moss = 4;
            object.behaviour(Rock.class).markChanged();
            object.visibility(Visibility.HIDDEN);
            net.exchange();

            assertThat(copy(owner, object).behaviour(Rock.class).moss).isEqualTo(4);
        });
    }
}
