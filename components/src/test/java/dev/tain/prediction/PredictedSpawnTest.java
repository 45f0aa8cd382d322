package dev.tain.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.object.PreviousPlayer;
import dev.tain.object.Visibility;
import dev.tain.testing.NetworkSimulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rockets that fly before the server knows of them. */
class PredictedSpawnTest {
    static class Rocket extends NetworkBehaviour {
        @SyncVar
        int damage;

        boolean started;

        @Override
        protected void onStartClient() {
            started = true;
        }
    }

    static class Launcher extends PredictedBehaviour<Boolean> {
        final @Nullable PredictedSpawns[] spawns;

        @SyncVar
        int rockets = 3;

        boolean trigger;
        boolean pretends;
        boolean twice;
        boolean hides;

        Launcher(@Nullable PredictedSpawns[] spawns) {
            this.spawns = spawns;
        }

        @Override
        protected Boolean input() {
            boolean pulled = trigger;
            trigger = false;
            return pulled;
        }

        @Override
        protected Boolean noInput() {
            return false;
        }

        @Override
        protected void simulate(Boolean fire, float dt) {
            if (fire && rockets > (pretends ? -1 : 0)) {
                rockets--;
                for (int i = 0; i < (twice ? 2 : 1); i++) {
                    Objects.requireNonNull(spawns[0]).spawn(this, "rocket", rocket -> {
                        rocket.behaviour(Rocket.class).damage = 7;
                        if (hides) {
                            rocket.visibility(Visibility.NOBODY);
                        }
                    });
                }
            }
        }
    }

    private static final class Range {
        final NetworkSimulation net;
        final NetworkServer server;
        final NetworkClient client;
        final Launcher there;
        final PredictedSpawns ahead;
        final List<NetworkIdentity> shown = new ArrayList<>();
        final List<NetworkIdentity> adopted = new ArrayList<>();
        final List<NetworkIdentity> withdrawn = new ArrayList<>();

        Range(NetworkSimulation net) {
            this.net = net;
            @Nullable PredictedSpawns[] servers = new @Nullable PredictedSpawns[1];
            @Nullable PredictedSpawns[] clients = new @Nullable PredictedSpawns[1];
            server = net.server(builder -> builder.prefabs(prefabs(servers)).sendRate(30));
            client = net.connectClient(builder -> builder.prefabs(prefabs(clients)));
            servers[0] = PredictedSpawns.onServer(server);
            ahead = PredictedSpawns.onClient(
                    client,
                    new PredictedSpawns.Listener() {
                        @Override
                        public void shown(NetworkIdentity object) {
                            shown.add(object);
                        }

                        @Override
                        public void adopted(NetworkIdentity object) {
                            adopted.add(object);
                        }

                        @Override
                        public void withdrawn(NetworkIdentity object) {
                            withdrawn.add(object);
                        }
                    },
                    "rocket");
            clients[0] = ahead;
            net.conditions(Race.link(100, 0, 0));
            client.ready();
            net.advance(Duration.ofSeconds(1));
            NetworkIdentity object = server.instantiate("launcher");
            there = object.behaviour(Launcher.class);
            server.addPlayer(server.connections().iterator().next(), object);
            net.advance(Duration.ofSeconds(2));
        }

        private static Prefabs prefabs(@Nullable PredictedSpawns[] spawns) {
            return Prefabs.builder()
                    .add("launcher", parts -> parts.add(new PredictedSpawnTest_Launcher_Networked(spawns)))
                    .add("rocket", Rocket.class)
                    .build();
        }

        Launcher here() {
            return Objects.requireNonNull(client.localPlayer()).behaviour(Launcher.class);
        }
    }

    @Test
    void itIsShownAtOnceAndBecomesTheServers() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net);

            range.here().trigger = true;
            net.advance(Duration.ofMillis(40));
            assertThat(range.shown).hasSize(1);
            assertThat(range.shown.get(0).isSpawned()).isFalse();
            assertThat(range.adopted).isEmpty();

            net.advance(Duration.ofSeconds(2));
            assertThat(range.adopted).isEqualTo(range.shown);
            assertThat(range.withdrawn).isEmpty();
            assertThat(range.ahead.pendingCount()).isZero();
            NetworkIdentity rocket = range.shown.get(0);
            assertThat(rocket.isSpawned()).isTrue();
            assertThat(range.client.object(rocket.netId())).isSameAs(rocket);
            assertThat(rocket.behaviour(Rocket.class).started).isTrue();
            assertThat(range.client.objects()).hasSize(2);
            assertThat(range.server.objects()).hasSize(2);
        });
    }

    @Test
    void whatTheServerDoesNotSpawnIsWithdrawn() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net);
            range.there.rockets = 0;
            net.advance(Duration.ofMillis(500));
            range.here().pretends = true;

            range.here().trigger = true;
            net.advance(Duration.ofSeconds(3));

            assertThat(range.shown).hasSize(1);
            assertThat(range.withdrawn).isEqualTo(range.shown);
            assertThat(range.adopted).isEmpty();
            assertThat(range.ahead.pendingCount()).isZero();
        });
    }

    @Test
    void whatOthersSpawnIsJustSpawned() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net);

            range.server.spawn(range.server.instantiate("rocket"));
            net.advance(Duration.ofSeconds(1));

            assertThat(range.shown).isEmpty();
            assertThat(range.client.objects()).hasSize(2);
        });
    }

    @Test
    void throughLossEveryRocketIsThereOnce() {
        NetworkSimulation.forSeeds(20, net -> {
            Range range = new Range(net);
            range.there.rockets = 50;
            net.advance(Duration.ofSeconds(1));
            net.conditions(Race.link(100, 30, 0.1));
            for (int i = 0; i < 30; i++) {
                range.here().trigger = true;
                net.advance(Duration.ofMillis(200));
            }
            net.conditions(Race.link(100, 0, 0));
            net.advance(Duration.ofSeconds(4));

            assertThat(range.ahead.pendingCount()).isZero();
            assertThat(range.client.objects()).hasSameSizeAs(range.server.objects());
            assertThat(range.here().rockets).isEqualTo(range.there.rockets);
            assertThat(range.adopted.size() + range.withdrawn.size()).isEqualTo(range.shown.size());
        });
    }

    @Test
    void withTheConnectionWhatIsPendingGoes() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net);
            range.here().trigger = true;
            net.advance(Duration.ofMillis(40));
            assertThat(range.shown).hasSize(1);

            range.client.disconnect();
            net.advance(Duration.ofSeconds(1));

            assertThat(range.withdrawn).isEqualTo(range.shown);
            assertThat(range.ahead.pendingCount()).isZero();
        });
    }

    @Test
    void withTheLauncherWhatIsPendingGoes() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net);
            range.here().pretends = true;
            range.there.rockets = 0;
            net.advance(Duration.ofMillis(500));
            range.here().trigger = true;
            range.server.removePlayer(range.server.connections().iterator().next(), PreviousPlayer.KEEP);
            net.advance(Duration.ofSeconds(3));

            assertThat(range.ahead.pendingCount()).isZero();
            assertThat(range.withdrawn).isEqualTo(range.shown);
        });
    }

    @Test
    void twoOfOneStepAreEachAdoptedAsTheirOwn() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net);
            range.here().twice = true;
            range.there.twice = true;
            range.here().trigger = true;
            net.advance(Duration.ofSeconds(2));

            assertThat(range.shown).hasSize(2);
            assertThat(range.adopted).isEqualTo(range.shown);
        });
    }

    @Test
    void whatTheOwnerDoesNotSeeIsNotMistakenForWhatOthersSpawn() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net);
            range.there.hides = true;
            range.here().trigger = true;
            while (range.server.objects().size() < 2) {
                net.tick();
            }
            NetworkIdentity foreign = range.server.spawn(range.server.instantiate("rocket"));
            net.advance(Duration.ofSeconds(3));

            assertThat(range.adopted).isEmpty();
            assertThat(range.withdrawn).isEqualTo(range.shown).hasSize(1);
            assertThat(range.client.object(foreign.netId())).isNotIn(range.shown);
        });
    }
}
