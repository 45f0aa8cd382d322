package dev.tain.motion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.motion.TransformSettings.Authority;
import dev.tain.motion.TransformSettings.Method;
import dev.tain.object.Pose;
import dev.tain.testing.NetworkSimulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What moves elsewhere is seen to move without jumps: in a frame never farther than two and a half times what it can at its
 * top speed, and never back, by more than a step.
 */
class SmoothnessTest {
    private static final double SPEED = 6;
    private static final int WARM_UP_SECONDS = 5;
    private static final int SECONDS = 8;

    /** Where somebody is who has gone so far. */
    private interface Path {
        void at(double way, Pose into);

        /** How far somebody has gone who is there, or thereabouts. */
        double way(Pose pose, double before);
    }

    private static final Path CIRCLE = new Path() {
        private static final double RADIUS = 5;

        @Override
        public void at(double way, Pose into) {
            double angle = way / RADIUS;
            into.position((float) (RADIUS * Math.cos(angle)), 0, (float) (RADIUS * Math.sin(angle)));
        }

        @Override
        public double way(Pose pose, double before) {
            double angle = Math.atan2(pose.z, pose.x) * RADIUS;
            double round = 2 * Math.PI * RADIUS;
            return angle + Math.round((before - angle) / round) * round;
        }
    };

    /** Forth along z, to and fro along x. */
    private static final Path ZIGZAG = new Path() {
        @Override
        public void at(double way, Pose into) {
            into.position((float) (3 * Math.abs(way / 3 % 2 - 1) * Math.sqrt(0.5)), 0, (float) (way * Math.sqrt(0.5)));
        }

        @Override
        public double way(Pose pose, double before) {
            return pose.z / Math.sqrt(0.5);
        }
    };

    static List<Arguments> links() {
        List<Arguments> all = new ArrayList<>();
        for (Method method : Method.values()) {
            for (Authority authority : Authority.values()) {
                for (int roundTrip : new int[] {50, 100, 200}) {
                    for (double loss : new double[] {0, 0.05, 0.1}) {
                        all.add(Arguments.of(method, authority, roundTrip, loss));
                    }
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("links")
    void nothingJumps(Method method, Authority authority, int roundTrip, double loss) {
        NetworkSimulation.forSeeds(20, net -> {
            Field field = new Field(net, Field.settings(method, authority), Field.link(roundTrip, loss));
            Path path = net.seed() % 2 == 0 ? CIRCLE : ZIGZAG;
            List<Eye> eyes = new ArrayList<>();
            eyes.add(new Eye("the other client", field.copy(1).pose(), path));
            eyes.add(
                    authority == Authority.OWNER
                            ? new Eye("the server", field.object.pose(), path)
                            : new Eye("the owner", field.copy(0).pose(), path));

            for (int frame = 1; frame <= (WARM_UP_SECONDS + SECONDS) * 60; frame++) {
                path.at(frame * SPEED / 60, field.deciding());
                net.tick();
                for (Eye eye : eyes) {
                    eye.look(frame > WARM_UP_SECONDS * 60);
                }
            }

            for (Eye eye : eyes) {
                eye.check(frameWay());
            }
        });
    }

    private static double frameWay() {
        return SPEED * (WARM_UP_SECONDS + SECONDS);
    }

    private static final class Eye {
        private final String whose;
        private final Pose seen;
        private final Path path;
        private final Pose before = new Pose();
        private double way;
        private double farthest;
        private double farthestBack;

        Eye(String whose, Pose seen, Path path) {
            this.whose = whose;
            this.seen = seen;
            this.path = path;
        }

        void look(boolean counts) {
            double now = path.way(seen, way);
            if (counts) {
                double moved = Math.hypot(seen.x - before.x, seen.z - before.z);
                farthest = Math.max(farthest, moved);
                farthestBack = Math.max(farthestBack, way - now);
            }
            way = now;
            before.set(seen);
        }

        void check(double wholeWay) {
            String what = String.format(
                    Locale.ROOT, "%s saw it jump %.3f at most, and back %.3f", whose, farthest, farthestBack);
            assertThat(farthest).as(what).isLessThan(2.5 * SPEED / 60 + Field.STEP);
            assertThat(farthestBack).as(what).isLessThan(Field.STEP);
            assertThat(way).as("%s saw it move along", whose).isGreaterThan(wholeWay - SPEED);
        }
    }
}
