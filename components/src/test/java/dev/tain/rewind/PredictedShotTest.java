package dev.tain.rewind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.prediction.PredictedBehaviour;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import dev.tain.value.Ray;
import dev.tain.value.Vector3;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A shot that is part of a predicted input has waited on the server, and is judged by what was seen all the same. */
class PredictedShotTest {
    static class Gunner extends PredictedBehaviour<Gunner.Aim> {
        record Aim(boolean fires, float x) {}

        @Nullable
        LagCompensation lag;

        @Nullable
        NetworkIdentity target;

        boolean trigger;
        int shots;
        int hits;

        @Override
        protected Aim input() {
            boolean pulled = trigger;
            trigger = false;
            return new Aim(
                    pulled,
                    target == null ? 0 : target.behaviour(ShotTest.Runner.class).shown());
        }

        @Override
        protected Aim noInput() {
            return new Aim(false, 0);
        }

        @Override
        protected void simulate(Aim aim, float dt) {
            if (aim.fires() && lag != null) {
                shots++;
                Ray ray = new Ray(new Vector3(aim.x(), 0, -10), new Vector3(0, 0, 2));
                hits += lag.raycast(Objects.requireNonNull(owner()), ray, 100) != null ? 1 : 0;
            }
        }
    }

    private static Prefabs prefabs(@Nullable LagCompensation[] judge) {
        return Prefabs.builder()
                .add("runner", parts -> {
                    parts.add(ShotTest.Runner.class);
                    parts.add(new LagCompensator_Networked(judge[0], Hitbox.box(0.25f, 1, 1)));
                })
                .add("gunner", Gunner.class)
                .build();
    }

    @Test
    void whatWasHitOnTheScreenIsHit() {
        for (int roundTrip : new int[] {50, 150}) {
            NetworkSimulation.forSeeds(10, net -> {
                @Nullable LagCompensation[] judge = new @Nullable LagCompensation[1];
                NetworkServer server =
                        net.server(builder -> builder.prefabs(prefabs(judge)).sendRate(30));
                judge[0] = new LagCompensation(server.time());
                NetworkClient client =
                        net.connectClient(builder -> builder.prefabs(prefabs(new @Nullable LagCompensation[1])));
                net.conditions(NetworkConditions.builder()
                        .latencyMillis(roundTrip / 2)
                        .jitterMillis(5)
                        .build());
                client.ready();
                net.advance(Duration.ofSeconds(1));
                NetworkIdentity target = server.spawn(server.instantiate("runner"));
                NetworkIdentity object = server.instantiate("gunner");
                Gunner there = object.behaviour(Gunner.class);
                there.lag = judge[0];
                server.addPlayer(server.connections().iterator().next(), object);
                net.advance(Duration.ofSeconds(5));
                Gunner here = Objects.requireNonNull(client.localPlayer()).behaviour(Gunner.class);
                here.target = client.object(target.netId());

                for (int i = 0; i < 20; i++) {
                    net.advance(Duration.ofMillis(170));
                    here.trigger = true;
                }
                net.advance(Duration.ofSeconds(2));

                assertThat(there.shots).isEqualTo(20);
                assertThat(there.hits).isGreaterThanOrEqualTo(19); // one may be at a turn
            });
        }
    }
}
