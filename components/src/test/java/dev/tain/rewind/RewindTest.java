package dev.tain.rewind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.annotation.SyncVar;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.BehaviourSnapshot;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.MemoryNetwork;
import dev.tain.value.Interpolated;
import dev.tain.value.Ray;
import dev.tain.value.Vector3;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever happens while the past is set up, the present comes back. */
class RewindTest {
    record Shield(float strength, boolean refuses) implements Interpolated<Shield> {
        @Override
        public Shield interpolate(Shield to, double fraction) {
            if (refuses) {
                throw new IllegalStateException("a shield of " + strength);
            }
            return new Shield((float) (strength + (to.strength - strength) * fraction), false);
        }

        @Override
        public boolean isNear(Shield other, double tolerance) {
            return equals(other);
        }
    }

    sealed interface Stance permits Standing, Ducking {}

    record Standing(float height) implements Stance, Interpolated<Standing> {
        @Override
        public Standing interpolate(Standing to, double fraction) {
            return new Standing((float) (height + (to.height - height) * fraction));
        }

        @Override
        public boolean isNear(Standing other, double tolerance) {
            return Math.abs(height - other.height) <= tolerance;
        }
    }

    record Ducking(float depth) implements Stance, Interpolated<Ducking> {
        @Override
        public Ducking interpolate(Ducking to, double fraction) {
            return new Ducking((float) (depth + (to.depth - depth) * fraction));
        }

        @Override
        public boolean isNear(Ducking other, double tolerance) {
            return Math.abs(depth - other.depth) <= tolerance;
        }
    }

    static class Target extends NetworkBehaviour implements Rewindable {
        @SyncVar
        float height;

        @SyncVar
        Stance stance = new Standing(2);

        @SyncVar
        Shield shield = new Shield(1, false);

        @SyncVar
        @Nullable
        NetworkIdentity carried;

        @Override
        protected void onTick() {
            if (isServer()) {
                height++;
                identity().pose().position(height, 0, 0);
            }
        }
    }

    private static final class Range {
        final NetworkServer server;
        final LagCompensation lag;
        final NetworkConnection shooter;
        final List<Target> targets = new ArrayList<>();

        Range(NetworkSimulation net) {
            LagCompensation[] judge = new LagCompensation[1];
            Prefabs prefabs = Prefabs.builder()
                    .add("target", parts -> {
                        parts.add(Target.class);
                        parts.add(new LagCompensator_Networked(judge[0], Hitbox.sphere(0.5f)));
                    })
                    .build();
            server = net.server(builder -> builder.prefabs(prefabs).sendRate(30));
            lag = new LagCompensation(server.time());
            judge[0] = lag;
            net.connectClient(builder -> builder.prefabs(prefabs));
            shooter = server.connections().iterator().next();
            for (int i = 0; i < 3; i++) {
                targets.add(server.spawn(server.instantiate("target")).behaviour(Target.class));
            }
            net.advance(Duration.ofSeconds(2));
        }

        List<Float> heights() {
            return targets.stream().map(target -> target.height).toList();
        }
    }

    @Test
    void whatCannotBeSetBackLeavesTheOthersInThePresent() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net);
            range.targets.get(1).shield = new Shield(7, true);
            net.advance(Duration.ofSeconds(1));
            List<Float> heights = range.heights();

            assertThatThrownBy(() -> range.lag.rewind(range.shooter, () -> {})).hasMessage("a shield of 7.0");

            assertThat(range.heights()).isEqualTo(heights);
            for (Target target : range.targets) {
                assertThat(target.identity().pose().x).isEqualTo(target.height);
            }
            range.targets.get(1).shield = new Shield(8, false);
            net.advance(Duration.ofSeconds(1));
            assertThat(range.lag.rewind(range.shooter, () -> {})).isTrue();
        });
    }

    @Test
    void whatIsSpawnedAndDestroyedMeanwhileIsNoTrouble() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net);
            List<Float> heights = range.heights();

            boolean judged = range.lag.rewind(range.shooter, () -> {
                range.server.destroy(range.targets.get(0).identity());
                range.server.spawn(range.server.instantiate("target"));
            });
            net.tick();

            assertThat(judged).isTrue();
            assertThat(range.targets.get(2).height - heights.get(2)).isBetween(0f, 1f);
            assertThat(range.lag.rewind(range.shooter, () -> {})).isTrue();
        });
    }

    @Test
    void betweenTwoKindsOfAValueThereIsNone() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net);
            Target target = range.targets.get(0);
            BehaviourSnapshot standing = BehaviourSnapshot.of(target);
            BehaviourSnapshot ducking = BehaviourSnapshot.of(target);
            standing.capture();
            target.stance = new Ducking(1);
            ducking.capture();

            BehaviourSnapshot between = BehaviourSnapshot.of(target);
            between.interpolate(standing, ducking, 0.9);
            between.restore();
            assertThat(target.stance).isEqualTo(new Standing(2));
            assertThat(standing.isNear(ducking, 100)).isFalse();
        });
    }

    @Test
    void aReferenceToWhatIsNotSpawnedYetSurvives() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net);
            NetworkIdentity later = range.server.instantiate("target");
            range.targets.get(0).carried = later;

            range.lag.rewind(range.shooter, () -> {});

            assertThat(range.targets.get(0).carried).isSameAs(later);
        });
    }

    @Test
    void raysThatAreNoneHitNothing() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net);
            float[] odd = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0};
            for (float a : odd) {
                for (float b : odd) {
                    Ray ray = new Ray(new Vector3(a, 0, 0), new Vector3(b, b, b));
                    assertThat(range.lag.raycast(range.shooter, ray, 1000)).isNull();
                }
                Ray fair = new Ray(new Vector3(-10, 0, 0), new Vector3(1, 0, 0));
                boolean reaches = a == Float.POSITIVE_INFINITY;
                assertThat(range.lag.raycast(range.shooter, fair, a) != null).isEqualTo(reaches);
            }
        });
    }

    @Test
    void aServerThatSendsInEveryTickRemembersAsLong() {
        for (int rate : new int[] {30, 60, 128, 1000}) {
            MemoryNetwork network = new MemoryNetwork();
            LagCompensation[] judge = new LagCompensation[1];
            Prefabs prefabs = Prefabs.builder()
                    .add("target", parts -> {
                        parts.add(Target.class);
                        parts.add(new LagCompensator_Networked(judge[0], Hitbox.sphere(0.5f)));
                    })
                    .build();
            NetworkServer server = NetworkServer.builder()
                    .transport(network.server())
                    .prefabs(prefabs)
                    .sendRate(0)
                    .build();
            judge[0] = new LagCompensation(server.time());
            server.start();
            NetworkClient client = NetworkClient.builder().prefabs(prefabs).build();
            client.connect(network.client());
            long now = 1_000_000_000L;
            Target target = null;
            for (int i = 0; i < rate * 3; i++) {
                now += 1_000_000_000L / rate;
                server.tick(now);
                client.tick(now);
                if (target == null && !server.connections().isEmpty()) {
                    target = server.spawn(server.instantiate("target")).behaviour(Target.class);
                }
            }
            LagCompensator object = Objects.requireNonNull(target).behaviour(LagCompensator.class);
            for (double back = 0; back < 0.4; back += 0.007) {
                assertThat(object.poseAt(server.time().serverTime() - back))
                        .as("%s s ago at %s ticks a second", back, rate)
                        .isNotNull();
            }
        }
    }

    @Test
    void nowIsKnownAlthoughTheLastMomentIsATickAgo() {
        NetworkSimulation.run(net -> {
            Range range = new Range(net);
            LagCompensator object = range.targets.get(0).behaviour(LagCompensator.class);
            for (int i = 0; i < 2000; i++) {
                net.tick();
                assertThat(object.poseAt(range.server.time().serverTime() + 1)).isNotNull();
            }
        });
    }
}
