package dev.tain.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.annotation.SyncVar;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.object.Prefabs;
import dev.tain.object.PreviousPlayer;
import dev.tain.object.SpawnHandler;
import dev.tain.testing.NetworkSimulation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cars come and go, break down and share a road: what happens to one is not felt by the others. */
class GarageTest {
    /** A car that can be told to throw, and that counts the inputs it obeyed. */
    static class Wreck extends PredictedBehaviour<Integer> {
        @SyncVar
        float x;

        @SyncVar(hook = "fuelled")
        int fuel;

        @SyncVar
        @Nullable
        NetworkIdentity behind;

        int wish;
        boolean throwing;
        boolean throwsReplayed;
        final List<Integer> obeyed = new ArrayList<>();
        final List<String> heard = new ArrayList<>();

        Wreck(PredictionGroup group) {
            super(group);
        }

        @Override
        protected Integer input() {
            return wish;
        }

        @Override
        protected Integer noInput() {
            return 0;
        }

        @Override
        protected void simulate(Integer wish, float dt) {
            if (throwing || throwsReplayed && isReplaying()) {
                throw new IllegalStateException("it broke down");
            }
            obeyed.add(wish);
            x += wish * dt;
        }

        @Override
        public void pose(Pose into) {
            into.position(x, 0, 0);
        }

        void fuelled(int before, int now) {
            heard.add(before + "->" + now);
        }
    }

    private static Prefabs prefabs(PredictionGroup group) {
        return Prefabs.builder()
                .add("wreck", parts -> parts.add(new GarageTest_Wreck_Networked(group)))
                .build();
    }

    private static final class Road {
        final NetworkSimulation net;
        final PredictionGroup theirs = new PredictionGroup();
        final PredictionGroup ours = new PredictionGroup();
        final NetworkServer server;
        final NetworkClient client;

        Road(NetworkSimulation net) {
            this.net = net;
            server = net.server(builder -> builder.prefabs(prefabs(theirs)).sendRate(30));
            client = net.connectClient(builder -> builder.prefabs(prefabs(ours)));
            net.conditions(Race.link(100, 0, 0));
            client.ready();
            net.advance(Duration.ofSeconds(1));
        }

        NetworkConnection connection() {
            return server.connections().iterator().next();
        }

        Wreck own() {
            NetworkIdentity object = server.instantiate("wreck");
            server.spawn(object, connection());
            return object.behaviour(Wreck.class);
        }

        Wreck here(Wreck there) {
            return Objects.requireNonNull(client.object(there.netId())).behaviour(Wreck.class);
        }
    }

    @Test
    void theFirstInputsOfAnOwnerAreObeyed() {
        NetworkSimulation.run(net -> {
            Road road = new Road(net);
            NetworkIdentity object = road.server.instantiate("wreck");
            Wreck there = object.behaviour(Wreck.class);
            road.server.spawn(object, road.connection());
            while (road.client.object(object.netId()) == null) {
                net.tick();
            }
            Wreck here = road.here(there);
            here.wish = 5; // from the first step on

            net.advance(Duration.ofSeconds(2));

            assertThat(there.obeyed).isNotEmpty();
            int first = here.obeyed.indexOf(5);
            assertThat(there.obeyed.stream().filter(wish -> wish == 0).count()).isEqualTo(first);
            assertThat(road.ours.statistics().mispredicted()).isZero();
        });
    }

    @Test
    void whatBreaksDownOnTheServerStopsNobodyElse() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            Road road = new Road(net);
            Wreck broken = road.own();
            Wreck there = road.own();
            net.advance(Duration.ofSeconds(2));
            Wreck here = road.here(there);
            here.wish = 3;
            broken.throwing = true;

            net.advance(Duration.ofSeconds(2));

            assertThat(net.reports())
                    .anyMatch(report -> String.valueOf(report.cause()).contains("it broke down"));
            assertThat(there.x).isGreaterThan(4);
            broken.throwing = false;
            net.advance(Duration.ofSeconds(1));
            long wrong = road.ours.statistics().mispredicted();
            net.advance(Duration.ofSeconds(2));
            assertThat(road.ours.statistics().mispredicted()).isEqualTo(wrong);
        });
    }

    @Test
    void whatBreaksDownOnTheClientStopsNobodyElse() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            Road road = new Road(net);
            Wreck broken = road.own();
            Wreck there = road.own();
            net.advance(Duration.ofSeconds(2));
            road.here(broken).throwing = true;
            Wreck here = road.here(there);
            here.wish = 3;

            net.advance(Duration.ofSeconds(2));

            assertThat(here.x).isGreaterThan(4);
            assertThat(there.x).isGreaterThan(4);
        });
    }

    @Test
    void whatBreaksDownInAReplayStopsNobodyElse() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            Road road = new Road(net);
            Wreck broken = road.own();
            Wreck there = road.own();
            net.advance(Duration.ofSeconds(2));
            Wreck here = road.here(there);
            road.here(broken).throwsReplayed = true;

            there.x += 7;
            there.fuel = 3;
            net.advance(Duration.ofSeconds(2));

            assertThat(here.x).isEqualTo(there.x);
            assertThat(here.heard).containsExactly("0->3");
            assertThat(here.isReplaying()).isFalse();
        });
    }

    @Test
    void anotherServerIsBelievedFromItsFirstStepOn() {
        NetworkSimulation.run(net -> {
            PredictionGroup ours = new PredictionGroup();
            NetworkClient client = net.client(builder -> builder.prefabs(prefabs(ours)));
            for (int i = 0; i < 2; i++) { // the second counts its steps anew
                NetworkServer server = net.server(builder ->
                        builder.prefabs(prefabs(new PredictionGroup())).sendRate(30));
                net.connect(client, server);
                client.ready();
                net.advance(Duration.ofSeconds(1));
                NetworkIdentity object = server.instantiate("wreck");
                server.addPlayer(server.connections().iterator().next(), object);
                net.advance(Duration.ofSeconds(i == 0 ? 20 : 2));

                object.behaviour(Wreck.class).x += 4;
                net.advance(Duration.ofSeconds(1));

                assertThat(Objects.requireNonNull(client.localPlayer()).behaviour(Wreck.class).x)
                        .isEqualTo(4);
                client.disconnect();
                net.advance(Duration.ofSeconds(1));
            }
        });
    }

    @Test
    void aPooledObjectBeginsAnew() {
        NetworkSimulation.run(net -> {
            Road road = new Road(net);
            ArrayDeque<NetworkIdentity> pool = new ArrayDeque<>();
            road.client.registerSpawnHandler("wreck", new SpawnHandler() {
                @Override
                public NetworkIdentity spawn(Pose pose) {
                    return pool.isEmpty() ? road.client.instantiate("wreck") : pool.pop();
                }

                @Override
                public void unspawn(NetworkIdentity object) {
                    pool.push(object);
                }
            });
            Wreck first = road.own();
            net.advance(Duration.ofSeconds(2));
            Wreck here = road.here(first);
            here.wish = 9;
            net.advance(Duration.ofSeconds(20));
            road.server.destroy(first.identity());
            net.advance(Duration.ofSeconds(3));
            here.wish = 1;
            here.obeyed.clear();

            Wreck second = road.own();
            net.advance(Duration.ofSeconds(2));

            assertThat(road.here(second)).isSameAs(here);
            assertThat(second.obeyed).doesNotContain(9); // of its life before
            assertThat(here.obeyed.size()).isLessThan(70);
            second.x = -50;
            net.advance(Duration.ofSeconds(1));
            assertThat(here.x).isLessThan(0);
        });
    }

    @Test
    void aPooledObjectThatIsNobodysNowIsAsTheServerSays() {
        NetworkSimulation.run(net -> {
            Road road = new Road(net);
            NetworkIdentity[] pool = new NetworkIdentity[1];
            road.client.registerSpawnHandler("wreck", new SpawnHandler() {
                @Override
                public NetworkIdentity spawn(Pose pose) {
                    return pool[0] != null ? pool[0] : road.client.instantiate("wreck");
                }

                @Override
                public void unspawn(NetworkIdentity object) {
                    pool[0] = object;
                }
            });
            Wreck first = road.own();
            net.advance(Duration.ofSeconds(2));
            assertThat(road.here(first).isPredicted()).isTrue();
            net.freeze(road.client); // and is told all of it at once
            road.server.destroy(first.identity());
            Wreck second = road.server.spawn(road.server.instantiate("wreck")).behaviour(Wreck.class);
            net.advance(Duration.ofMillis(500));
            second.fuel = 8;
            net.advance(Duration.ofMillis(500));
            net.thaw(road.client);
            net.advance(Duration.ofSeconds(1));

            assertThat(road.here(second).isPredicted()).isFalse();
            assertThat(road.here(second).fuel).isEqualTo(8);
        });
    }

    @Test
    void aGroupThatWasEmptyMakesUpForNothing() {
        NetworkSimulation.run(net -> {
            Road road = new Road(net);
            road.server.destroy(road.own().identity());
            Wreck first = road.own();
            net.advance(Duration.ofSeconds(1));
            road.server.destroy(first.identity());
            net.advance(Duration.ofSeconds(3));

            Wreck second = road.server.spawn(road.server.instantiate("wreck")).behaviour(Wreck.class);
            while (second.obeyed.isEmpty()) {
                net.tick();
            }
            assertThat(second.obeyed).hasSize(1);
        });
    }

    @Test
    void anObjectThatCameLaterIsNotSimulatedTwice() {
        NetworkSimulation.run(net -> {
            Road road = new Road(net);
            net.conditions(Race.link(300, 0, 0));
            Wreck there = road.own();
            net.advance(Duration.ofSeconds(3));
            road.here(there).wish = 1;
            Wreck later = road.own();
            while (road.client.object(later.netId()) == null) {
                if (later.identity().isSpawned()) {
                    there.x += 1; // wrong again and again
                }
                net.tick();
            }
            Wreck here = road.here(later);
            here.wish = 1;
            double before = here.x;
            float farthest = 0;
            for (int i = 0; i < 20; i++) {
                net.tick();
                farthest = Math.max(farthest, here.x);
            }

            assertThat(farthest - before).isLessThan(22.0 / 60);
        });
    }

    @Test
    void aReferenceToWhatIsNotShownHereIsNoMistake() {
        NetworkSimulation.run(net -> {
            Road road = new Road(net);
            Wreck there = road.own();
            NetworkIdentity hidden = road.server.instantiate("wreck");
            hidden.visibility(dev.tain.object.Visibility.NOBODY);
            road.server.spawn(hidden);
            net.advance(Duration.ofSeconds(2));

            there.behind = hidden;
            net.advance(Duration.ofSeconds(3));

            assertThat(road.here(there).behind).isNull();
            assertThat(road.ours.statistics().mispredicted()).isZero();
        });
    }

    @Test
    void whoLosesItHearsWhatTheServerSays() {
        NetworkSimulation.run(net -> {
            Road road = new Road(net);
            NetworkIdentity object = road.server.instantiate("wreck");
            Wreck there = object.behaviour(Wreck.class);
            road.server.addPlayer(road.connection(), object);
            net.advance(Duration.ofSeconds(2));
            Wreck here = road.here(there);

            there.fuel = 5;
            road.server.removePlayer(road.connection(), PreviousPlayer.KEEP);
            net.advance(Duration.ofSeconds(2));

            assertThat(here.isPredicted()).isFalse();
            assertThat(here.heard).containsExactly("0->5");
        });
    }

    @Test
    void ofManyObjectsEachIsPutRightInItsTurn() {
        NetworkSimulation.run(net -> {
            Road road = new Road(net);
            List<Wreck> all = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                all.add(road.own());
            }
            net.advance(Duration.ofSeconds(3));

            all.forEach(wreck -> wreck.x = 100);
            net.advance(Duration.ofSeconds(4));

            assertThat(all).allMatch(wreck -> road.here(wreck).x == 100);
        });
    }

    @Test
    void twoClientsDoNotShareAGroup() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = net.server(
                    builder -> builder.prefabs(prefabs(new PredictionGroup())).sendRate(30));
            PredictionGroup shared = new PredictionGroup();
            for (int i = 0; i < 2; i++) {
                net.connectClient(builder -> builder.prefabs(prefabs(shared))).ready();
            }
            net.exchange();
            for (NetworkConnection connection : server.connections()) {
                server.spawn(server.instantiate("wreck"), connection);
            }
            net.advance(Duration.ofSeconds(1));

            assertThat(net.reports())
                    .anyMatch(report -> String.valueOf(report.cause()).contains("own"));
        });
    }

    @Test
    void whatIsDestroyedInAStepIsSimulatedNoMore() {
        NetworkSimulation.run(net -> {
            Road road = new Road(net);
            Wreck[] second = new Wreck[1];
            PredictionGroup group = new PredictionGroup(dt -> {});
            NetworkServer server = net.server(builder -> builder.prefabs(Prefabs.builder()
                            .add("wreck", parts -> parts.add(new GarageTest_Wreck_Networked(group)))
                            .add("bomb", parts -> parts.add(new GarageTest_Bomb_Networked(group)))
                            .build())
                    .sendRate(30));
            Bomb bomb = server.spawn(server.instantiate("bomb")).behaviour(Bomb.class);
            second[0] = server.spawn(server.instantiate("wreck")).behaviour(Wreck.class);
            net.advance(Duration.ofSeconds(1));
            int obeyed = second[0].obeyed.size();

            bomb.blast = () -> {
                server.destroy(second[0].identity());
                server.destroy(bomb.identity());
            };
            net.advance(Duration.ofSeconds(1));

            assertThat(obeyed).isPositive();
            assertThat(second[0].obeyed).hasSizeLessThanOrEqualTo(obeyed + 1);
            assertThat(road.server.objects()).isEmpty();
        });
    }

    static class Bomb extends PredictedBehaviour<Integer> {
        @Nullable
        Runnable blast;

        Bomb(PredictionGroup group) {
            super(group);
        }

        @Override
        protected Integer input() {
            return 0;
        }

        @Override
        protected Integer noInput() {
            return 0;
        }

        @Override
        protected void simulate(Integer input, float dt) {
            if (blast != null) {
                blast.run();
            }
        }
    }
}
