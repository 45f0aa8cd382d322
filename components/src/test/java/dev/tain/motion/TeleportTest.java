package dev.tain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tain.motion.TransformSettings.Authority;
import dev.tain.motion.TransformSettings.Method;
import dev.tain.object.Pose;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is teleported is here, and then there. */
class TeleportTest {
    static List<Arguments> ways() {
        List<Arguments> all = new ArrayList<>();
        for (Method method : Method.values()) {
            for (Authority authority : Authority.values()) {
                all.add(Arguments.of(method, authority));
            }
        }
        return all;
    }

    private static Pose at(double x, double z) {
        return new Pose().position((float) x, 0, (float) z);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void nobodySeesItInBetween(Method method, Authority authority) {
        for (boolean byServer : new boolean[] {true, false}) {
            NetworkSimulation.forSeeds(20, net -> {
                Field field = new Field(net, Field.settings(method, authority), Field.link(100, 0.1));
                Pose deciding = field.deciding();
                for (int i = 0; i < 180; i++) {
                    field.deciding().x += 0.05f;
                    net.tick();
                }

                NetworkTransform where = byServer || authority == Authority.SERVER ? field.there() : field.here(0);
                where.teleport(at(1000, 50));
                boolean here = where.decides();
                for (int i = 0; i < 180; i++) {
                    if (here || deciding.x > 500) { // till it hears of it, the owner goes on where it was
                        deciding.x += 0.05f;
                    }
                    net.tick();
                    assertHereOrThere(field.object.pose());
                    assertHereOrThere(field.copy(0).pose());
                    assertHereOrThere(field.copy(1).pose());
                }
                field.rest(2);

                assertThat(deciding.x).isGreaterThan(1005);
                assertThat(field.object.pose().x).isEqualTo(deciding.x, within(0.006f));
                assertThat(field.copy(1).pose().x).isEqualTo(deciding.x, within(0.006f));
                assertThat(field.copy(1).pose().z).isEqualTo(50, within(0.006f));
                assertThat(field.there().refusedMoves()).isZero();
            });
        }
    }

    private static void assertHereOrThere(Pose pose) {
        assertThat(pose.z).isIn(0f, 50f);
        assertThat(pose.x < 30 || pose.x > 999).as("x is %s", pose.x).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void itStaysWhereItWasTeleported(Method method, Authority authority) {
        NetworkSimulation.forSeeds(20, net -> {
            Field field = new Field(net, Field.settings(method, authority), Field.link(200, 0.05));
            field.walk(2, 6);

            field.there().teleport(at(-100, 0));
            boolean arrived = false;
            for (int i = 0; i < 120; i++) {
                net.tick();
                Pose seen = field.copy(1).pose();
                arrived |= seen.x == -100;
                assertThat(!arrived || seen.x == -100).isTrue(); // no rubber band
                assertThat(field.object.pose().x).isEqualTo(-100);
            }

            assertThat(arrived).isTrue();
            assertThat(field.copy(0).pose().x).isEqualTo(-100);
        });
    }

    @Test
    void manyInOneTickAreTheLast() {
        NetworkSimulation.run(net -> {
            Field field = new Field(net, Field.settings(Method.DELTA, Authority.OWNER), NetworkConditions.perfect());
            for (int i = 1; i <= 10; i++) {
                field.there().teleport(at(i, 0));
            }
            field.rest(1);
            for (int i = 1; i <= 10; i++) {
                field.here(0).teleport(at(100 * i, 0));
            }
            field.rest(1);

            assertThat(field.copy(1).pose().x).isEqualTo(1000);
            assertThat(field.copy(0).pose().x).isEqualTo(1000);
            assertThat(field.object.pose().x).isEqualTo(1000);
        });
    }

    @Test
    void whoDoesNotDecideIsToldSo() {
        NetworkSimulation.run(net -> {
            Field servers = new Field(net, TransformSettings.defaults(), NetworkConditions.perfect());
            assertThatThrownBy(() -> servers.here(0).teleport(at(1, 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is moved by the server; teleport it there");
        });
        NetworkSimulation.run(net -> {
            Field owners =
                    new Field(net, Field.settings(Method.UNRELIABLE, Authority.OWNER), NetworkConditions.perfect());
            assertThatThrownBy(() -> owners.here(1).teleport(at(1, 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is moved by its owner's client and the server");
        });
    }
}
