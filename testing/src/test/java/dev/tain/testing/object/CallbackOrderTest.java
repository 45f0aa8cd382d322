package dev.tain.testing.object;

import static dev.tain.testing.object.Witnesses.a;
import static dev.tain.testing.object.Witnesses.b;
import static dev.tain.testing.object.World.copy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.PreviousPlayer;
import dev.tain.object.Visibility;
import dev.tain.testing.NetworkSimulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rows of {@code docs/callbacks.md} about objects. */
class CallbackOrderTest {
    private final List<String> here = new ArrayList<>();

    @Test
    void aSpawnTellsTheServersObjectThenTheCopy() {
        NetworkSimulation.run(net -> {
            Witnesses world = new Witnesses(net);
            NetworkClient client = world.client(here);
            NetworkIdentity object = world.server.instantiate("two");
            a(object).first = 1;
            b(object).second = 2;
            b(object).list.add(3);

            world.server.addPlayer(world.connection(1), object);
            assertThat(world.there).containsExactly("b list [3]", "a onStartServer", "b onStartServer");
            net.exchange();

            assertThat(here)
                    .containsExactly(
                            "a first 0 -> 1, all 1/0/[]",
                            "b second 0 -> 2, all 0/2/[3]",
                            "a onStartClient",
                            "b onStartClient",
                            "a onStartAuthority",
                            "b onStartAuthority",
                            "a onStartLocalPlayer",
                            "b onStartLocalPlayer");
            assertThat(client.localPlayer()).isSameAs(copy(client, object));
        });
    }

    @Test
    void whatOnStartServerChangesIsInTheSpawn() {
        NetworkSimulation.run(net -> {
            Witnesses world = new Witnesses(net);
            world.client(here);
            NetworkIdentity object = world.server.instantiate("two");
            a(object).alsoIn = "onStartServer";
            a(object).alsoDoes = () -> a(object).first = 7;

            world.server.spawn(object);
            net.exchange();

            assertThat(here).containsExactly("a first 0 -> 7, all 7/0/[]", "a onStartClient", "b onStartClient");
        });
    }

    @Test
    void hooksElsewhereThatWaitedForTheObjectComeAfterItsCallbacks() {
        NetworkSimulation.run(net -> {
            Witnesses world = new Witnesses(net);
            world.client(here);
            NetworkIdentity waits = world.server.instantiate("two");
            NetworkIdentity awaited = world.server.instantiate("other");
            awaited.visibility(Visibility.NOBODY);
            world.server.spawn(awaited, world.connection(1));
            a(waits).other = awaited;
            world.server.spawn(waits);
            net.exchange();
            here.clear();

            awaited.visibility(Visibility.DEFAULT);
            net.exchange();

            assertThat(here)
                    .containsExactly(
                            "other a onStartClient",
                            "other b onStartClient",
                            "other a onStartAuthority",
                            "other b onStartAuthority",
                            "a other none -> other");
        });
    }

    @Test
    void aBurstStartsObjectsByTheirNumbersWhenAllAreMade() {
        NetworkSimulation.run(net -> {
            Witnesses world = new Witnesses(net);
            NetworkIdentity one = world.server.instantiate("two");
            world.server.spawn(one);
            NetworkIdentity two = world.server.spawn(world.server.instantiate("other"));
            a(one).other = two;
            a(two).other = one;

            world.client(here);

            assertThat(here)
                    .containsExactly(
                            "a other none -> other",
                            "a onStartClient",
                            "b onStartClient",
                            "other a other none -> two",
                            "other a onStartClient",
                            "other b onStartClient");
        });
    }

    @Test
    void readyAgainACopyKeepsItsCallbacksAndItsHooksHearTheDifference() {
        NetworkSimulation.run(net -> {
            Witnesses world = new Witnesses(net);
            NetworkClient client = world.client(here);
            NetworkIdentity kept = world.server.spawn(world.server.instantiate("two"));
            NetworkIdentity gone = world.server.spawn(world.server.instantiate("other"));
            net.exchange();
            here.clear();

            world.server.setNotReady(world.connection(1));
            net.exchange();
            b(kept).second = 5;
            world.server.destroy(gone);
            NetworkIdentity added = world.server.spawn(world.server.instantiate("child"));
            net.exchange();
            assertThat(here).isEmpty();
            client.ready();
            net.exchange();

            assertThat(here)
                    .containsExactly(
                            "other a onStopClient",
                            "other b onStopClient",
                            "b second 0 -> 5, all 0/5/[]",
                            "child a onStartClient",
                            "child b onStartClient");
            assertThat(client.objects()).containsExactly(copy(client, kept), copy(client, added));
        });
    }

    @Test
    void anUpdateIsInWhenHooksThenListenersAreCalledBehaviourByBehaviour() {
        NetworkSimulation.run(net -> {
            Witnesses world = new Witnesses(net);
            world.client(here);
            NetworkIdentity object = world.server.spawn(world.server.instantiate("two"));
            net.exchange();
            here.clear();

            b(object).list.add(1);
            b(object).first = 2;
            a(object).list.add(3);
            a(object).list.add(4);
            a(object).second = 5;
            a(object).first = 6;
            net.exchange();

            assertThat(here)
                    .containsExactly(
                            "a first 0 -> 6, all 6/5/[3, 4]",
                            "a second 0 -> 5, all 6/5/[3, 4]",
                            "a list [3, 4]",
                            "a list [3, 4]",
                            "b first 0 -> 2, all 2/0/[1]",
                            "b list [1]");
        });
    }

    @Test
    void ownershipComesAndGoesWithItsCallbacks() {
        NetworkSimulation.run(net -> {
            Witnesses world = new Witnesses(net);
            world.client(here);
            NetworkConnection connection = world.connection(1);
            NetworkIdentity object = world.server.spawn(world.server.instantiate("two"));
            net.exchange();
            here.clear();

            world.server.assignAuthority(object, connection);
            net.exchange();
            assertThat(here).containsExactly("a onStartAuthority", "b onStartAuthority");

            here.clear();
            world.server.addPlayer(connection, object);
            net.exchange();
            assertThat(here).containsExactly("a onStartLocalPlayer", "b onStartLocalPlayer");

            here.clear();
            world.server.removePlayer(connection, PreviousPlayer.KEEP);
            net.exchange();
            assertThat(here)
                    .containsExactly(
                            "a onStopLocalPlayer", "b onStopLocalPlayer", "a onStopAuthority", "b onStopAuthority");
            assertThat(world.there).containsExactly("a onStartServer", "b onStartServer");
        });
    }

    @Test
    void whatIsHiddenAndShownAgainStopsAndStarts() {
        NetworkSimulation.run(net -> {
            Witnesses world = new Witnesses(net);
            world.client(here);
            NetworkIdentity object = world.server.instantiate("two");
            world.server.addPlayer(world.connection(1), object);
            net.exchange();
            here.clear();

            object.visibility(Visibility.NOBODY);
            net.exchange();
            assertThat(here)
                    .containsExactly(
                            "a onStopLocalPlayer",
                            "b onStopLocalPlayer",
                            "a onStopClient",
                            "b onStopClient",
                            "a onStopAuthority",
                            "b onStopAuthority");

            here.clear();
            object.visibility(Visibility.DEFAULT);
            net.exchange();
            assertThat(here)
                    .containsExactly(
                            "a onStartClient",
                            "b onStartClient",
                            "a onStartAuthority",
                            "b onStartAuthority",
                            "a onStartLocalPlayer",
                            "b onStartLocalPlayer");
            assertThat(world.there).containsExactly("a onStartServer", "b onStartServer");
        });
    }

    @Test
    void childrenStopBeforeTheirParentWhichStillHasNumberOwnerAndState() {
        NetworkSimulation.run(net -> {
            Witnesses world = new Witnesses(net);
            world.client(here);
            NetworkIdentity parent = world.server.spawn(world.server.instantiate("two"), world.connection(1));
            NetworkIdentity child = world.server.instantiate("child");
            child.parent(parent);
            world.server.spawn(child);
            net.exchange();
            here.clear();
            world.there.clear();
            List<Object> seen = new ArrayList<>();
            int number = parent.netId();
            a(parent).alsoIn = "onStopServer";
            a(parent).alsoDoes = () -> {
                seen.add(parent.netId());
                seen.add(parent.owner());
                seen.add(a(parent).first);
            };
            a(parent).first = 9;

            world.server.unspawn(parent);

            assertThat(world.there)
                    .containsExactly(
                            "child a onStopServer", "child b onStopServer", "a onStopServer", "b onStopServer");
            assertThat(seen).containsExactly(number, world.connection(1), 9);
            assertThat(parent.netId()).isZero();
            assertThat(parent.owner()).isNull();
            net.exchange();
            assertThat(here)
                    .containsExactly(
                            "child a onStopClient",
                            "child b onStopClient",
                            "a onStopClient",
                            "b onStopClient",
                            "a onStopAuthority",
                            "b onStopAuthority");
        });
    }

    @Test
    void whenAnOwnerLeavesTheListenerHearsItBeforeItsObjectsAreDestroyed() {
        NetworkSimulation.run(net -> {
            Witnesses world = new Witnesses(net);
            NetworkClient leaving = world.client(new ArrayList<>());
            world.client(here);
            world.server.addPlayer(world.connection(1), world.server.instantiate("two"));
            world.server.spawn(world.server.instantiate("other"), world.connection(1));
            world.server.spawn(world.server.instantiate("child"));
            net.exchange();
            here.clear();
            world.there.clear();

            leaving.disconnect();
            net.exchange();

            assertThat(world.there)
                    .containsExactly(
                            "disconnected 1",
                            "a onStopServer",
                            "b onStopServer",
                            "other a onStopServer",
                            "other b onStopServer");
            assertThat(here)
                    .containsExactly(
                            "a onStopClient", "b onStopClient", "other a onStopClient", "other b onStopClient");
        });
    }

    @Test
    void aServerThatStopsEndsItsConnectionsAndThenItsObjects() {
        NetworkSimulation.run(net -> {
            Witnesses world = new Witnesses(net);
            NetworkClient client = world.client(here);
            world.server.spawn(world.server.instantiate("other"));
            world.server.addPlayer(world.connection(1), world.server.instantiate("two"));
            net.exchange();
            here.clear();
            world.there.clear();

            world.server.stop();
            net.exchange();

            assertThat(world.there)
                    .containsExactly(
                            "disconnected 1",
                            "a onStopServer",
                            "b onStopServer",
                            "other a onStopServer",
                            "other b onStopServer");
            assertThat(here)
                    .containsExactly(
                            "disconnected",
                            "other a onStopClient",
                            "other b onStopClient",
                            "a onStopLocalPlayer",
                            "b onStopLocalPlayer",
                            "a onStopClient",
                            "b onStopClient",
                            "a onStopAuthority",
                            "b onStopAuthority");
            assertThat(client.objects()).isEmpty();
            assertThat(client.localPlayer()).isNull();
        });
    }

    @Test
    void whatOneCallbackThrowsKeepsNoOtherFromItsOwn() {
        for (String callback : List.of("onStartServer", "onStopServer")) {
            NetworkSimulation.run(net -> {
                net.tolerateFailures();
                Witnesses world = new Witnesses(net);
                List<String> here = new ArrayList<>();
                world.client(here);
                NetworkIdentity object = world.server.instantiate("two");
                a(object).failsIn = callback;

                world.server.spawn(object);
                net.exchange();
                world.server.destroy(object);
                net.exchange();

                assertThat(world.there)
                        .containsExactly("a onStartServer", "b onStartServer", "a onStopServer", "b onStopServer");
                assertThat(here)
                        .containsExactly("a onStartClient", "b onStartClient", "a onStopClient", "b onStopClient");
                assertThat(net.reports()).anyMatch(report -> report.text().contains(callback));
            });
        }
    }

    @Test
    void whatACallbackOfACopyThrowsKeepsNoOtherFromItsOwn() {
        List<String> all = List.of(
                "onStopLocalPlayer",
                "onStopClient",
                "onStopAuthority",
                "onStartClient",
                "onStartAuthority",
                "onStartLocalPlayer");
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            Witnesses world = new Witnesses(net);
            NetworkClient client = world.client(here);
            NetworkIdentity object = world.server.instantiate("two");
            world.server.addPlayer(world.connection(1), object);
            net.exchange();
            List<NetworkIdentity> pool = new ArrayList<>(List.of(copy(client, object)));
            client.registerSpawnHandler("two", new OneCopy(pool));
            for (String callback : all) {
                here.clear();
                a(pool.get(0)).failsIn = callback;

                object.visibility(Visibility.NOBODY);
                net.exchange();
                object.visibility(Visibility.DEFAULT);
                net.exchange();

                for (String each : all) {
                    assertThat(here).as("%s, where %s throws", each, callback).contains("a " + each, "b " + each);
                }
                assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            }
        });
    }

    @Test
    void whatAHookOrListenerThrowsKeepsNoOtherFromItsOwn() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            Witnesses world = new Witnesses(net);
            NetworkClient client = world.client(here);
            NetworkIdentity object = world.server.spawn(world.server.instantiate("two"));
            net.exchange();
            here.clear();
            a(copy(client, object)).failsIn = "first";
            b(copy(client, object)).failsIn = "list";

            a(object).first = 1;
            a(object).second = 2;
            a(object).list.add(3);
            b(object).list.add(4);
            net.exchange();
            b(object).second = 5;
            net.exchange();

            assertThat(here)
                    .containsExactly(
                            "a first 0 -> 1, all 1/2/[3]",
                            "a second 0 -> 2, all 1/2/[3]",
                            "a list [3]",
                            "b list [4]",
                            "b second 0 -> 5, all 0/5/[4]");
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
        });
    }

    @Test
    @Tag("exact")
    void onTickComesBeforeStateIsLookedAt() {
        NetworkSimulation.run(net -> {
            TickingClock.Sides sides = new TickingClock.Sides(net);
            NetworkIdentity object = sides.server.spawn(sides.server.instantiate("clock"));
            net.exchange();
            TickingClock there = object.behaviour(TickingClock.class);
            TickingClock here = copy(sides.client, object).behaviour(TickingClock.class);

            for (int i = 0; i < 20; i++) {
                net.tick();
                assertThat(here.time).isEqualTo(there.time);
                assertThat(there.time).isPositive();
            }
        });
    }
}
