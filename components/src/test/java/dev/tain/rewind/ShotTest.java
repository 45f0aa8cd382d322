package dev.tain.rewind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.annotation.Command;
import dev.tain.annotation.SyncVar;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.object.Posed;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import dev.tain.time.SnapshotBuffer;
import dev.tain.time.SnapshotInterpolation;
import dev.tain.transport.NetworkConditions;
import dev.tain.value.Ray;
import dev.tain.value.Vector3;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who shoots at what is on the screen hits it. */
class ShotTest {
    private static final float HALF = 0.25f;
    private static final float SPEED = 12;

    /** Runs to and fro along x, and is shown interpolated. */
    static class Runner extends NetworkBehaviour implements Posed, Rewindable {
        @SyncVar(hook = "moved")
        float x;

        @SyncVar
        int stance;

        final SnapshotBuffer<float[]> buffer = new SnapshotBuffer<>(64, () -> new float[1]);

        void moved(float before, float now) {
            float[] slot = buffer.insert(time().messageTime(), time().localTime());
            if (slot != null) {
                slot[0] = now;
            }
        }

        float shown() {
            return buffer.step(time().time())
                    ? (float) SnapshotInterpolation.lerp(buffer.from()[0], buffer.to()[0], buffer.fraction())
                    : x;
        }

        @Override
        protected void onUpdate() {
            if (isClient()) {
                buffer.step(time().time());
            }
        }

        @Override
        public void pose(Pose into) {
            into.position(x, 0, 0);
        }

        @Override
        protected void onTick() {
            if (isServer()) {
                double t = time().serverTime();
                x = (float) (SPEED * 5 * Math.abs((t / 5) % 2 - 1));
                stance = (int) (t * 10);
            }
        }
    }

    static class Gun extends NetworkBehaviour {
        @Nullable
        LagCompensation lag;

        @Nullable
        NetworkIdentity target;

        int shots;
        int hits;
        int naiveHits;
        double farthestOff;

        @Command
        void fire(Ray aim) {
            NetworkConnection shooter = Objects.requireNonNull(owner());
            LagCompensation judge = Objects.requireNonNull(lag);
            shots++;
            RewoundHit hit = judge.raycast(shooter, aim, 100);
            hits += hit != null ? 1 : 0;
            Runner runner = Objects.requireNonNull(target).behaviour(Runner.class);
            naiveHits += Math.abs(runner.x - aim.origin().x()) <= HALF ? 1 : 0;
            farthestOff = Math.max(farthestOff, Math.abs(runner.x - aim.origin().x()));
        }
    }

    private static final class Range {
        final NetworkSimulation net;
        final NetworkServer server;
        final NetworkClient client;
        final LagCompensation lag;
        final Gun gun;
        final NetworkIdentity target;

        Range(NetworkSimulation net, RewindSettings settings, NetworkConditions conditions) {
            this.net = net;
            @Nullable LagCompensation[] judge = new @Nullable LagCompensation[1];
            Prefabs prefabs = prefabs(judge);
            server = net.server(builder -> builder.prefabs(prefabs).sendRate(30));
            lag = new LagCompensation(server.time(), settings);
            judge[0] = lag;
            client = net.connectClient(builder -> builder.prefabs(prefabs(new @Nullable LagCompensation[1])));
            net.conditions(conditions);
            client.ready();
            net.advance(Duration.ofSeconds(1));
            target = server.spawn(server.instantiate("runner"));
            NetworkIdentity shooter = server.instantiate("shooter");
            gun = shooter.behaviour(Gun.class);
            gun.lag = lag;
            gun.target = target;
            server.addPlayer(server.connections().iterator().next(), shooter);
            net.advance(Duration.ofSeconds(5));
        }

        private static Prefabs prefabs(@Nullable LagCompensation[] judge) {
            return Prefabs.builder()
                    .add("runner", parts -> {
                        parts.add(Runner.class);
                        parts.add(new LagCompensator_Networked(judge[0], Hitbox.box(HALF, 1, 1)));
                    })
                    .add("shooter", Gun.class)
                    .build();
        }

        Runner seen() {
            return Objects.requireNonNull(client.object(target.netId())).behaviour(Runner.class);
        }

        void shootAtWhatIsShown(int times) {
            for (int i = 0; i < times; i++) {
                net.advance(Duration.ofMillis(170));
                Objects.requireNonNull(client.localPlayer())
                        .behaviour(Gun.class)
                        .fire(new Ray(new Vector3(seen().shown(), 0, -10), new Vector3(0, 0, 2)));
            }
            net.advance(Duration.ofSeconds(2));
        }
    }

    private static NetworkConditions link(int roundTripMillis, int jitterMillis) {
        return NetworkConditions.builder()
                .latencyMillis(roundTripMillis / 2)
                .jitterMillis(jitterMillis)
                .build();
    }

    @Test
    void whatWasHitOnTheScreenIsHitOnTheServerAndWasElsewhereByThen() {
        for (int roundTrip : new int[] {50, 150, 250}) {
            NetworkSimulation.forSeeds(20, net -> {
                Range range = new Range(net, RewindSettings.defaults(), link(roundTrip, 5));

                range.shootAtWhatIsShown(20);

                assertThat(range.gun.shots).isEqualTo(20);
                assertThat(range.gun.hits).isEqualTo(20);
                assertThat(range.gun.naiveHits).isLessThan(4); // near the turn, where it hardly moves
                assertThat(range.lag.refused()).isZero();
            });
        }
    }

    @Test
    void fromTooFarAwayAShotIsRefusedOrHasToBeAimedAhead() {
        NetworkSimulation.run(net -> {
            Range refusing = new Range(net, RewindSettings.defaults(), link(500, 0));
            refusing.shootAtWhatIsShown(10);
            assertThat(refusing.gun.hits).isZero();
            assertThat(refusing.lag.refused()).isEqualTo(10);
        });
        NetworkSimulation.run(net -> {
            Range clamping = new Range(net, new RewindSettings(0.25, 0.15, RewindSettings.Beyond.CLAMP), link(500, 0));
            clamping.shootAtWhatIsShown(10);
            assertThat(clamping.lag.refused()).isZero();
            assertThat(clamping.gun.hits).isLessThan(3);
            assertThat(clamping.lag.timeFor(
                            clamping.server.connections().iterator().next()))
                    .isEqualTo(clamping.server.time().serverTime() - 0.4, within(1e-9));
        });
    }

    @Test
    void theWholeWorldIsSetBackAndForth() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net, RewindSettings.defaults(), link(150, 0));
            range.shootAtWhatIsShown(1);
            Runner runner = range.target.behaviour(Runner.class);
            float x = runner.x;
            int stance = runner.stance;
            NetworkConnection shooter = range.server.connections().iterator().next();
            float[] then = new float[2];

            boolean judged = range.lag.rewind(shooter, () -> {
                then[0] = runner.x;
                then[1] = runner.stance;
                runner.x = 1000;
                assertThatThrownBy(() -> range.lag.rewind(shooter, () -> {})).hasMessageContaining("set up already");
            });

            assertThat(judged).isTrue();
            assertThat(runner.x).isEqualTo(x);
            assertThat(runner.stance).isEqualTo(stance);
            assertThat(Math.abs(then[0] - x)).isBetween(SPEED * 0.15f, SPEED * 0.4f);
            assertThat(then[1]).isLessThan(stance);
        });
    }

    @Test
    void whatThrowsLeavesThePresentAsItWas() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net, RewindSettings.defaults(), link(150, 0));
            Runner runner = range.target.behaviour(Runner.class);
            float x = runner.x;
            NetworkConnection shooter = range.server.connections().iterator().next();

            assertThatThrownBy(() -> range.lag.rewind(shooter, () -> {
                        throw new IllegalStateException("mine");
                    }))
                    .hasMessage("mine");

            assertThat(runner.x).isEqualTo(x);
            assertThat(range.lag.rewind(shooter, () -> {})).isTrue();
        });
    }

    @Test
    void whatWasNotThereYetIsNotHit() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net, RewindSettings.defaults(), link(150, 0));
            NetworkConnection shooter = range.server.connections().iterator().next();
            NetworkIdentity fresh = range.server.spawn(range.server.instantiate("runner"));
            net.tick();
            net.tick();
            LagCompensator object = fresh.behaviour(LagCompensator.class);
            Vector3 where = new Vector3(fresh.behaviour(Runner.class).x, 0, 0);

            assertThat(range.lag.sphereCheck(shooter, object, where, 100)).isFalse();
            net.advance(Duration.ofSeconds(1));
            assertThat(range.lag.sphereCheck(shooter, object, new Vector3(30, 0, 0), 100))
                    .isTrue();
            assertThat(range.lag.boundsCheck(shooter, object, new Vector3(0, 50, 0), 0.1))
                    .isFalse();
            assertThat(range.lag.raycastCheck(
                            shooter, object, new Ray(new Vector3(-10, 0, 0), new Vector3(1, 0, 0)), 1000))
                    .isTrue();
            assertThat(range.lag.raycastCheck(
                            shooter, object, new Ray(new Vector3(-10, 0, 0), new Vector3(0, 0, 0)), 1000))
                    .isFalse();
        });
    }

    @Test
    void whatIsGoneIsForgotten() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net, RewindSettings.defaults(), link(50, 0));
            NetworkConnection shooter = range.server.connections().iterator().next();
            range.server.destroy(range.target);
            net.advance(Duration.ofMillis(100));

            assertThat(range.lag.raycast(shooter, new Ray(new Vector3(-10, 0, 0), new Vector3(1, 0, 0)), 1000))
                    .isNull();
        });
    }
}
