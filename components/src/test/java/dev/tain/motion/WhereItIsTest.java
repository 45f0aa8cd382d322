package dev.tain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.annotation.SyncVar;
import dev.tain.motion.TransformSettings.Space;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.NodeAdapter;
import dev.tain.object.Pose;
import dev.tain.object.Prefab;
import dev.tain.object.Prefabs;
import dev.tain.object.PreviousPlayer;
import dev.tain.prediction.PredictedBehaviour;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is read and moved: a node, in its space, or something else; and of it what was asked for. */
class WhereItIsTest {
    /** A node of an engine, whose parent stands somewhere. */
    private static final class Node {
        final Pose local = new Pose();
        final float parentX;

        Node(float parentX) {
            this.parentX = parentX;
        }
    }

    private static final NodeAdapter<Node> ADAPTER = new NodeAdapter<>() {
        @Override
        public void read(Node node, Pose into) {
            into.set(node.local);
        }

        @Override
        public void write(Pose from, Node node) {
            node.local.set(from);
        }

        @Override
        public void readWorld(Node node, Pose into) {
            into.set(node.local);
            into.x += node.parentX;
        }

        @Override
        public void writeWorld(Pose from, Node node) {
            node.local.set(from);
            node.local.x -= node.parentX;
        }
    };

    private static Field field(NetworkSimulation net, Prefab prefab) {
        return new Field(net, prefab, NetworkConditions.perfect(), 1, false);
    }

    private static Prefab transform(TransformSettings settings) {
        return parts -> parts.add(new NetworkTransform_Networked(settings));
    }

    @Test
    void aNodeIsReadThereAndMovedHere() {
        NetworkSimulation.run(net -> {
            Field field = field(net, transform(TransformSettings.defaults()));
            Node there = new Node(100);
            Node here = new Node(7);
            field.object.attach(there, ADAPTER);
            field.copy(0).attach(here, ADAPTER);

            there.local.position(5, 6, 7);
            field.rest(1);

            assertThat(here.local.x).isEqualTo(5);
            assertThat(here.local.y).isEqualTo(6);
            assertThat(field.object.pose().x).isEqualTo(5); // so that a spawn says it
            assertThat(field.copy(0).pose().x).isEqualTo(5);
        });
    }

    @Test
    void aNodeIsTeleportedToAPoseThatIsItsObjectsOwn() {
        NetworkSimulation.run(net -> {
            Field field = field(net, transform(TransformSettings.defaults()));
            Node there = new Node(100);
            field.object.attach(there, ADAPTER);

            field.there().teleport(field.object.pose().position(40, 0, 0));
            field.rest(1);

            assertThat(there.local.x).isEqualTo(40);
            assertThat(field.copy(0).pose().x).isEqualTo(40);
        });
    }

    @Test
    void inTheWorldsSpaceParentsDoNotMatter() {
        NetworkSimulation.run(net -> {
            TransformSettings settings =
                    TransformSettings.builder().space(Space.WORLD).build();
            Field field = field(net, transform(settings));
            Node there = new Node(100);
            Node here = new Node(7);
            field.object.attach(there, ADAPTER);
            field.copy(0).attach(here, ADAPTER);

            there.local.position(5, 6, 7);
            field.rest(1);

            assertThat(here.local.x).isEqualTo(98);
            assertThat(field.object.pose().x).isEqualTo(5);
            assertThat(field.copy(0).pose().x).isEqualTo(98);
            assertThat(here.local.z).isEqualTo(7);
        });
    }

    @Test
    void aChildIsMovedAndTheObjectIsNot() {
        List<Pose> turrets = new ArrayList<>();
        Prefab prefab = parts -> {
            Pose turret = new Pose();
            turrets.add(turret);
            parts.add(new NetworkTransform_Networked(
                    TransformSettings.builder().position(false, false, false).build(), new PoseTarget() {
                        @Override
                        public void read(Pose into) {
                            into.set(turret);
                        }

                        @Override
                        public void write(Pose from) {
                            turret.set(from);
                        }
                    }));
        };
        NetworkSimulation.run(net -> {
            Field field = field(net, prefab);
            turrets.get(0)
                    .rotation(0, (float) Math.sin(0.5), 0, (float) Math.cos(0.5))
                    .position(9, 9, 9);
            field.rest(1);

            Pose here = turrets.get(1);
            assertThat(RestTest.degrees(here.rotation(), turrets.get(0).rotation()))
                    .isLessThan(1);
            assertThat(here.x).isZero();
            assertThat(field.object.pose().rotationY).isZero();
            assertThat(field.copy(0).pose().rotationY).isZero();
        });
    }

    @Test
    void aChildIsAtOnceWhereItIsForWhoComesLate() {
        List<Pose> turrets = new ArrayList<>();
        for (TransformSettings.Method method : TransformSettings.Method.values()) {
            turrets.clear();
            Prefab prefab = parts -> {
                Pose turret = new Pose();
                turrets.add(turret);
                TransformSettings settings = TransformSettings.builder()
                        .method(method)
                        .baselineInterval(Duration.ofSeconds(20))
                        .build();
                parts.add(new NetworkTransform_Networked(settings, new PoseTarget() {
                    @Override
                    public void read(Pose into) {
                        into.set(turret);
                    }

                    @Override
                    public void write(Pose from) {
                        turret.set(from);
                    }
                }));
            };
            NetworkSimulation.run(net -> {
                Field field = field(net, prefab);
                Pose there = turrets.get(0);
                for (int i = 0; i < 300; i++) {
                    there.x += 0.1f;
                    net.tick();
                }

                NetworkClient late = field.join();
                int ticks = 0;
                while (late.object(field.object.netId()) == null && ticks++ < 100) {
                    there.x += 0.1f;
                    net.tick();
                }
                Pose seen = turrets.get(2);
                float before = seen.x;
                assertThat(before).isGreaterThan(28);
                for (int i = 0; i < 120; i++) {
                    there.x += 0.1f;
                    net.tick();
                    assertThat(seen.x - before).as("%s, frame %d", method, i).isBetween(0f, 0.26f);
                    before = seen.x;
                }
                assertThat(seen.x).isGreaterThan(there.x - 2);
            });
        }
    }

    @Test
    void everySubsetOfPartsLeavesTheOthersAlone() {
        for (int parts = 1; parts < 128; parts++) {
            int which = parts;
            TransformSettings settings = TransformSettings.builder()
                    .position((parts & 1) != 0, (parts & 2) != 0, (parts & 4) != 0)
                    .rotation((parts & 8) != 0)
                    .scale((parts & 16) != 0, (parts & 32) != 0, (parts & 64) != 0)
                    .method(TransformSettings.Method.values()[parts % 3])
                    .build();
            NetworkSimulation.run(net -> {
                Field field = field(net, transform(settings));
                Pose here = field.copy(0).pose();
                Pose own = new Pose().position(-1, -2, -3).rotation(1, 0, 0, 0).scale(7, 8, 9);
                here.set(own);

                for (int i = 1; i <= 20; i++) {
                    field.object
                            .pose()
                            .position(i, 2 * i, 3 * i)
                            .rotation(0, 1, 0, 0)
                            .scale(i, 2, 3);
                    net.tick();
                }
                field.rest(1);

                Pose there = field.object.pose();
                assertPart(which, 1, here.x, there.x, own.x);
                assertPart(which, 2, here.y, there.y, own.y);
                assertPart(which, 4, here.z, there.z, own.z);
                assertPart(which, 8, here.rotationY, there.rotationY, own.rotationY);
                assertPart(which, 16, here.scaleX, there.scaleX, own.scaleX);
                assertPart(which, 32, here.scaleY, there.scaleY, own.scaleY);
                assertPart(which, 64, here.scaleZ, there.scaleZ, own.scaleZ);
            });
        }
    }

    private static void assertPart(int parts, int part, float here, float there, float own) {
        assertThat(here).isEqualTo((parts & part) != 0 ? there : own, within(0.006f));
    }

    @Test
    void withoutInterpolationItJumpsFromMomentToMoment() {
        TransformSettings settings =
                TransformSettings.builder().interpolate(false, true, true).build();
        NetworkSimulation.run(net -> {
            Field field = field(net, transform(settings));
            for (int i = 0; i < 120; i++) {
                field.object.pose().x = (i + 1) / 2 * 2; // moves in ticks that send
                net.tick();
                assertThat(field.copy(0).pose().x % 2).isZero();
            }
            assertThat(field.copy(0).pose().x).isGreaterThan(90);
        });
    }

    /** Predicts that it goes along. */
    static class Walker extends PredictedBehaviour<Walker.Go> {
        record Go(boolean on) {}

        @SyncVar
        float x;

        @Override
        protected Go input() {
            return new Go(true);
        }

        @Override
        protected Go noInput() {
            return new Go(false);
        }

        @Override
        protected void simulate(Go go, float dt) {
            x += go.on() ? dt : 0;
            if (isServer()) {
                identity().pose().x = x;
            }
        }
    }

    @Test
    void whatIsPredictedIsNotMoved() {
        NetworkSimulation.run(net -> {
            Prefabs prefabs = Prefabs.builder()
                    .add("object", parts -> {
                        parts.add(Walker.class);
                        parts.add(NetworkTransform.class);
                    })
                    .build();
            NetworkServer server =
                    net.server(builder -> builder.prefabs(prefabs).sendRate(30));
            NetworkClient client = net.connectClient(builder -> builder.prefabs(prefabs));
            NetworkClient other = net.connectClient(builder -> builder.prefabs(prefabs));
            client.ready();
            other.ready();
            net.advance(Duration.ofSeconds(1));
            NetworkIdentity object = server.instantiate("object");
            server.addPlayer(Objects.requireNonNull(server.connection(1)), object);
            net.advance(Duration.ofSeconds(1));
            Pose own = Objects.requireNonNull(client.localPlayer()).pose();
            own.x = -77;
            net.advance(Duration.ofSeconds(2));

            assertThat(own.x).isEqualTo(-77);
            assertThat(Objects.requireNonNull(other.object(object.netId())).pose().x)
                    .isEqualTo(object.pose().x, within(0.3f));

            server.removePlayer(Objects.requireNonNull(server.connection(1)), PreviousPlayer.KEEP);
            net.advance(Duration.ofSeconds(1));
            assertThat(own.x).isEqualTo(object.pose().x, within(0.006f));
        });
    }

    @Test
    void settingsThatContradictThemselvesAreRefusedInWords() {
        assertThatThrownBy(() -> TransformSettings.builder()
                        .position(false, false, false)
                        .rotation(false)
                        .build())
                .hasMessageContaining("Neither position nor rotation nor scale travels");
        assertThatThrownBy(() -> TransformSettings.builder().positionPrecision(0))
                .hasMessageContaining("positionPrecision is 0.0; it takes more than 0");
        assertThatThrownBy(() -> TransformSettings.builder().scalePrecision(1, -1, 1))
                .hasMessageContaining("scalePrecision is -1.0");
        assertThatThrownBy(() -> TransformSettings.builder().baselineInterval(Duration.ZERO))
                .hasMessageContaining("baselineInterval is PT0S");
    }
}
