package dev.tain.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Several predicted objects in one world: players push a ball that is nobody's. */
class SharedWorldTest {
    /** Discs on a line, which push each other. */
    static final class Physics implements PredictionGroup.WorldStep {
        final List<Disc> discs = new ArrayList<>();
        int steps;

        @Override
        public void step(float dt) {
            steps++;
            for (Disc one : discs) {
                one.x += one.speed * dt;
            }
            for (Disc one : discs) {
                for (Disc other : discs) {
                    if (one != other && other.x >= one.x && other.x - one.x < 1 && one.speed > other.speed) {
                        float speed = one.speed;
                        one.speed = other.speed;
                        other.speed = speed;
                    }
                }
            }
        }
    }

    static class Disc extends PredictedBehaviour<Float> {
        @SyncVar
        float x;

        @SyncVar
        float speed;

        final Physics physics;
        final boolean ball;
        float wish;

        Disc(PredictionGroup group, Physics physics, boolean ball) {
            super(group);
            this.physics = physics;
            this.ball = ball;
        }

        @Override
        protected Float input() {
            return wish;
        }

        @Override
        protected Float noInput() {
            return 0f;
        }

        @Override
        protected boolean predictedByAll() {
            return ball;
        }

        @Override
        protected void simulate(Float push, float dt) {
            speed += push * dt;
            if (!physics.discs.contains(this)) {
                physics.discs.add(this);
            }
        }
    }

    private static Prefabs prefabs(PredictionGroup group, Physics physics) {
        return Prefabs.builder()
                .add("player", parts -> parts.add(new SharedWorldTest_Disc_Networked(group, physics, false)))
                .add("ball", parts -> parts.add(new SharedWorldTest_Disc_Networked(group, physics, true)))
                .build();
    }

    @Test
    void theBallIsPushedAtOnceAndGoesWhereTheServersGoes() {
        NetworkSimulation.forSeeds(10, net -> {
            Physics theirs = new Physics();
            Physics ours = new Physics();
            PredictionGroup group = new PredictionGroup(ours);
            NetworkServer server = net.server(builder -> builder.prefabs(prefabs(new PredictionGroup(theirs), theirs))
                    .sendRate(30));
            NetworkClient client = net.connectClient(builder -> builder.prefabs(prefabs(group, ours)));
            net.conditions(Race.link(150, 10, 0.02));
            client.ready();
            net.advance(Duration.ofSeconds(2));
            NetworkIdentity ball = server.instantiate("ball");
            ball.behaviour(Disc.class).x = 5;
            server.spawn(ball);
            server.addPlayer(server.connections().iterator().next(), server.instantiate("player"));
            net.advance(Duration.ofSeconds(3));
            Disc player = Objects.requireNonNull(client.localPlayer()).behaviour(Disc.class);
            Disc here = Objects.requireNonNull(client.object(ball.netId())).behaviour(Disc.class);
            Disc there = ball.behaviour(Disc.class);
            assertThat(here.isPredicted()).isTrue();
            assertThat(player.isPredicted()).isTrue();

            player.wish = 4;
            float movedThere = 0;
            while (here.speed == 0) {
                net.tick();
                movedThere = there.speed;
            }
            assertThat(movedThere).isZero(); // pushed here first
            player.wish = 0;
            net.advance(Duration.ofSeconds(5));

            assertThat(there.speed).isPositive();
            assertThat(here.speed).isEqualTo(there.speed, within(1e-3f));
            assertThat(here.x - there.x)
                    .isEqualTo(
                            (float) (client.time().predictedTime()
                                            - server.time().time())
                                    * there.speed,
                            within(1.5f));
            assertThat(ours.steps).isGreaterThan(200);
        });
    }

    @Test
    void aGroupIsOneSides() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            Physics physics = new Physics();
            Prefabs shared = prefabs(new PredictionGroup(physics), physics);
            NetworkServer server = net.server(builder -> builder.prefabs(shared).sendRate(30));
            NetworkClient client = net.connectClient(builder -> builder.prefabs(shared));
            client.ready();
            net.exchange();
            server.addPlayer(server.connections().iterator().next(), server.instantiate("player"));
            net.advance(Duration.ofSeconds(1));

            assertThat(net.reports())
                    .anyMatch(report -> String.valueOf(report.cause()).contains("give each side its own"));
        });
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new PredictionSettings(0, 128, 64, 33, 1, 12, 8, 0.9, 5))
                .hasMessage("redundantInputs is 33; it takes 1 to 32.");
        assertThatThrownBy(() -> new PredictionSettings(0, 64, 64, 3, 1, 12, 8, 0.9, 5))
                .hasMessage("replaySteps is 64; it takes less than historySteps.");
    }
}
