package dev.tain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tain.motion.TransformSettings.Authority;
import dev.tain.motion.TransformSettings.Method;
import dev.tain.object.Pose;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An owner says where its object is; the server believes what is possible. */
class OwnerTest {
    private static final double TOP_SPEED = 10;

    /** Nobody runs faster. */
    static class Limited extends NetworkTransform {
        Limited(TransformSettings settings) {
            super(settings);
        }

        @Override
        protected boolean acceptMove(Pose from, Pose to, double seconds) {
            return Math.hypot(to.x - from.x, to.z - from.z) <= TOP_SPEED * seconds * 1.1 + 0.1;
        }
    }

    private static Field limited(NetworkSimulation net, Method method, NetworkConditions conditions) {
        TransformSettings settings = Field.settings(method, Authority.OWNER);
        return new Field(net, parts -> parts.add(new OwnerTest_Limited_Networked(settings)), conditions, 2, false);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void whoRunsAsFastAsItMayIsNeverRefused(Method method) {
        NetworkSimulation.forSeeds(20, net -> {
            Field field = limited(net, method, Field.link(200, 0.1));

            for (int i = 0; i < 5; i++) {
                field.walk(2, i % 2 == 0 ? TOP_SPEED : -TOP_SPEED);
                field.rest(net.random().nextDouble() * 3);
            }
            field.rest(2);

            assertThat(field.there().refusedMoves()).isZero();
            assertThat(field.object.pose().x).isEqualTo(field.copy(0).pose().x, within(0.006f));
        });
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void anImpossibleMoveIsCountedAndPutBack(Method method) {
        NetworkSimulation.forSeeds(20, net -> {
            Field field = limited(net, method, Field.link(100, 0.05));
            field.walk(2, 5);
            field.rest(1);
            float x = field.object.pose().x;

            field.copy(0).pose().x += 500;
            field.rest(1);

            assertThat(field.there().refusedMoves()).isPositive();
            assertThat(field.object.pose().x).isEqualTo(x, within(0.006f));
            assertThat(field.copy(0).pose().x).isEqualTo(x, within(0.006f));
            assertThat(field.copy(1).pose().x).isEqualTo(x, within(0.006f));
            long refused = field.there().refusedMoves();
            field.walk(1, 5);
            field.rest(1);
            assertThat(field.there().refusedMoves()).isEqualTo(refused);
            assertThat(field.copy(1).pose().x).isEqualTo(x + 5, within(0.02f));
        });
    }

    @Test
    void whoLeavesTheWorldIsPutBack() {
        NetworkSimulation.run(net -> {
            Field field = new Field(net, Field.settings(Method.UNRELIABLE, Authority.OWNER), Field.link(100, 0));
            field.walk(1, 5);
            field.rest(1);

            field.copy(0).pose().y = 3e9f;
            field.rest(1);

            assertThat(field.there().refusedMoves()).isPositive();
            assertThat(field.copy(0).pose().y).isZero();
            assertThat(field.object.pose().y).isZero();
        });
    }

    @Test
    void anImpossibleTeleportIsPutBack() {
        NetworkSimulation.forSeeds(5, net -> {
            Field field = limited(net, Method.UNRELIABLE, Field.link(100, 0));
            field.walk(1, 5);
            float x = field.copy(0).pose().x;

            field.here(0).teleport(new Pose().position(700, 0, 0));
            assertThat(field.copy(0).pose().x).isEqualTo(700);
            field.rest(1);

            assertThat(field.there().refusedMoves()).isEqualTo(1);
            assertThat(field.copy(0).pose().x).isEqualTo(x, within(0.4f));
            assertThat(field.object.pose().x).isEqualTo(field.copy(0).pose().x, within(0.006f));
        });
    }

    @Test
    void whoWaitsMayNotJumpAsFarAsItCouldHaveRun() {
        NetworkSimulation.run(net -> {
            Field field = limited(net, Method.UNRELIABLE, NetworkConditions.perfect());
            field.walk(1, 5);
            field.rest(20);

            field.copy(0).pose().x += 15;
            field.rest(1);

            assertThat(field.there().refusedMoves()).isPositive();
        });
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void ownershipPassesFromHandToHand(Method method) {
        NetworkSimulation.forSeeds(20, net -> {
            Field field = new Field(net, Field.settings(method, Authority.OWNER), Field.link(100, 0.05));
            field.walk(1, 5);

            field.server.assignAuthority(field.object, field.other());
            for (int i = 0; i < 120; i++) {
                if (field.here(1).decides()) {
                    field.copy(1).pose().z += 0.05f;
                }
                net.tick();
            }
            field.rest(1);

            Pose second = field.copy(1).pose();
            assertThat(second.z).isGreaterThan(4);
            assertThat(second.x).isBetween(4f, 5.1f);
            assertSame(field.object.pose(), second);
            assertSame(field.copy(0).pose(), second);

            field.server.removeAuthority(field.object);
            net.tick();
            assertThat(field.there().decides()).isTrue();
            assertSame(field.object.pose(), second); // it stays where it was
            field.object.pose().x = -20;
            field.rest(1);
            assertSame(field.copy(0).pose(), field.object.pose());
            assertSame(field.copy(1).pose(), field.object.pose());

            field.server.assignAuthority(field.object, field.owner());
            field.rest(1);
            field.walk(1, 3);
            field.rest(1);
            assertThat(field.copy(1).pose().x).isEqualTo(-17, within(0.1f));
        });
    }

    private static void assertSame(Pose seen, Pose right) {
        assertThat(seen.x).isEqualTo(right.x, within(0.006f));
        assertThat(seen.z).isEqualTo(right.z, within(0.006f));
    }

    @Test
    void anOwnerWhoVanishesLeavesItWhereItWas() {
        NetworkSimulation.forSeeds(20, net -> {
            Field field = new Field(net, Field.settings(Method.UNRELIABLE, Authority.OWNER), Field.link(100, 0));
            field.walk(2, 5);
            field.rest(0.05);
            float behind = field.object.pose().x;
            field.server.removeAuthority(field.object); // as a game does in disconnected(…) that keeps it
            net.cut(field.clients.get(0));
            field.rest(2);

            assertThat(field.object.pose().x).isBetween(behind, 10.01f);
            assertThat(field.copy(1).pose().x).isEqualTo(field.object.pose().x, within(0.006f));
        });
    }

    @Test
    void hostileMotionsHarmNobody() {
        NetworkSimulation.forSeeds(20, net -> {
            Field field = limited(net, Method.DELTA, NetworkConditions.perfect());
            field.walk(1, 5);
            field.rest(1);
            float x = field.object.pose().x;
            Random random = net.random();
            NetworkTransform liar = field.here(0);
            long[] wild = new long[Grid.PARTS];

            for (int i = 0; i < 3000; i++) {
                Motion lie = new Motion();
                for (int part = 0; part < Grid.PARTS; part++) {
                    wild[part] = random.nextBoolean() ? random.nextLong() : random.nextInt(200_000) + 1000;
                }
                lie.whole(15, (byte) random.nextInt(), random.nextInt(500), wild);
                lie.parts = random.nextInt(4) == 0 ? random.nextInt(128) : 15;
                lie.differences = random.nextInt(3) == 0;
                lie.baseline = (byte) random.nextInt();
                switch (random.nextInt(3)) {
                    case 0 -> liar.moveByOwner(lie);
                    case 1 -> liar.moveForCertain((byte) random.nextInt(), lie);
                    default -> liar.teleportByOwner(lie);
                }
                if (i % 10 == 0) {
                    net.tick();
                    assertThat(field.object.pose().x).isEqualTo(x, within(0.3f));
                }
            }
            field.rest(2);

            assertThat(field.there().refusedMoves()).isPositive();
            assertThat(field.object.pose().x).isEqualTo(x, within(0.3f));
            assertThat(field.copy(1).pose().x).isEqualTo(field.object.pose().x, within(0.006f));
            assertThat(field.server.connections()).hasSize(2);
        });
    }

    @Test
    void motionsOfWhoDoesNotOwnItAreNotHeard() {
        NetworkSimulation.run(net -> {
            Field field = new Field(net, TransformSettings.defaults(), NetworkConditions.perfect());
            Motion lie = new Motion();
            long[] far = {5000, 0, 0, 0, 0, 0, 0};
            lie.whole(15, (byte) 0, 0, far);

            field.here(0).moveByOwner(lie); // it owns it, but the server decides
            field.here(0).moveForCertain((byte) 1, lie);
            field.here(0).teleportByOwner(lie);
            field.here(1).moveByOwner(lie); // not even sent
            field.rest(1);

            assertThat(field.object.pose().x).isZero();
            assertThat(field.there().refusedMoves()).isEqualTo(3);
        });
    }
}
