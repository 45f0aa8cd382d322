package dev.tain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tain.NetworkClient;
import dev.tain.motion.TransformSettings.Authority;
import dev.tain.motion.TransformSettings.Method;
import dev.tain.object.Pose;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import dev.tain.value.Quaternion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where something comes to rest is where everybody has it, and then nothing is sent. */
class RestTest {
    static List<Arguments> ways() {
        List<Arguments> all = new ArrayList<>();
        for (Method method : Method.values()) {
            for (Authority authority : Authority.values()) {
                for (double loss : new double[] {0, 0.05, 0.1}) {
                    all.add(Arguments.of(method, authority, loss));
                }
            }
        }
        return all;
    }

    static List<Arguments> methods() {
        return ways().stream()
                .filter(way -> (double) way.get()[2] == 0)
                .map(way -> Arguments.of(way.get()[0], way.get()[1]))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everybodyHasItWhereItCameToRest(Method method, Authority authority, double loss) {
        NetworkSimulation.forSeeds(20, net -> {
            TransformSettings settings = TransformSettings.builder()
                    .method(method)
                    .authority(authority)
                    .scale(true, true, true)
                    .build();
            Field field = new Field(net, settings, Field.link(100, loss));
            field.join(); // its link is as bad, and it hangs for a while
            field.rest(1);
            field.net.freeze(field.clients.get(2));
            wander(field, 5);
            field.net.thaw(field.clients.get(2));
            field.join();
            wander(field, 2);
            field.rest(2);
            field.join();
            field.rest(1);

            Pose right = field.deciding();
            assertNear(field.object.pose(), right);
            for (int i = 0; i < field.clients.size(); i++) {
                assertNear(field.copy(i).pose(), right);
            }
        });
    }

    private static void wander(Field field, int seconds) {
        Pose pose = field.deciding();
        double x = field.net.random().nextGaussian() * 5;
        double turn = field.net.random().nextGaussian();
        for (int i = 0; i < seconds * 60; i++) {
            pose.x += (float) (x / 60);
            pose.y = (float) (Math.sin(i / 10.0) * turn);
            pose.z -= (float) (turn / 60);
            pose.scaleY = (float) (2 + turn);
            double angle = turn * i / 60;
            pose.rotation(0, (float) Math.sin(angle), 0, (float) Math.cos(angle));
            field.net.tick();
        }
    }

    private static void assertNear(Pose seen, Pose right) {
        assertThat(seen.x).isEqualTo(right.x, within(0.0051f));
        assertThat(seen.y).isEqualTo(right.y, within(0.0051f));
        assertThat(seen.z).isEqualTo(right.z, within(0.0051f));
        assertThat(seen.scaleY).isEqualTo(right.scaleY, within(0.0051f));
        assertThat(degrees(seen.rotation(), right.rotation())).isLessThan(1);
    }

    static double degrees(Quaternion a, Quaternion b) {
        double cosine =
                (double) a.x() * b.x() + (double) a.y() * b.y() + (double) a.z() * b.z() + (double) a.w() * b.w();
        return Math.toDegrees(2 * Math.acos(Math.min(Math.abs(cosine), 1)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void atRestNothingIsSent(Method method, Authority authority) {
        NetworkSimulation.forSeeds(5, net -> {
            Field field = Field.quiet(net, Field.settings(method, authority));
            field.walk(1, 3);
            long moving = field.messages();
            field.walk(1, 3);
            assertThat(field.messages()).isGreaterThan(moving + 30);
            field.rest(0.5);
            long before = field.messages();
            long bytesBefore = field.bytes();

            field.rest(2);

            assertThat(field.messages()).isEqualTo(before);
            assertThat(field.bytes()).isEqualTo(bytesBefore);
        });
    }

    @ParameterizedTest
    @MethodSource("methods")
    void whatWasHandedOnManyTimesDoesNotCreep(Method method, Authority authority) {
        NetworkSimulation.run(net -> {
            Field field = new Field(net, Field.settings(method, authority), NetworkConditions.perfect());
            field.deciding().position(1.234f, 5.678f, -9.876f).rotation(0.1f, 0.7f, 0.3f, 0.64f);
            field.rest(1);
            NetworkClient other = field.clients.get(1);
            Pose once = new Pose().set(field.copy(1).pose());

            for (int i = 0; i < 20; i++) {
                field.server.assignAuthority(field.object, i % 2 == 0 ? field.other() : field.owner());
                field.rest(0.3);
            }

            assertThat(other.isReady()).isTrue();
            assertThat(field.copy(1).pose().position()).isEqualTo(once.position());
            assertThat(field.copy(1).pose().rotation()).isEqualTo(once.rotation());
        });
    }
}
