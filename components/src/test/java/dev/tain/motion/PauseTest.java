package dev.tain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tain.motion.TransformSettings.Authority;
import dev.tain.motion.TransformSettings.Method;
import dev.tain.object.Pose;
import dev.tain.testing.NetworkSimulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stood begins to move as it moves, and does not glide there. */
class PauseTest {
    private static final double SPEED = 6;

    static List<Arguments> ways() {
        List<Arguments> all = new ArrayList<>();
        for (Method method : Method.values()) {
            for (Authority authority : Authority.values()) {
                for (double loss : new double[] {0, 0.1}) {
                    all.add(Arguments.of(method, authority, loss));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theFirstMotionAfterAPauseIsAsFastAsTheOthers(Method method, Authority authority, double loss) {
        NetworkSimulation.forSeeds(20, net -> {
            Field field = new Field(net, Field.settings(method, authority), Field.link(100, loss));
            field.walk(5, 1);
            for (int pause = 0; pause < 3; pause++) {
                field.rest(1 + 2 * net.random().nextDouble());
                Pose seen = field.copy(1).pose();
                float before = seen.x;
                float slowest = Float.MAX_VALUE;
                float fastest = 0;
                boolean moves = false;
                for (int i = 0; i < 60; i++) {
                    field.deciding().x += (float) (SPEED / 60);
                    net.tick();
                    float moved = seen.x - before;
                    before = seen.x;
                    fastest = Math.max(fastest, moved);
                    if (moves && i < 30 && loss == 0) {
                        slowest = Math.min(slowest, moved);
                    }
                    moves |= moved > SPEED / 60 / 2; // not in the frame in which it begins
                }

                assertThat(moves).isTrue();
                assertThat(fastest).isLessThan((float) (2.5 * SPEED / 60 + Field.STEP));
                if (loss == 0) {
                    assertThat(slowest).isGreaterThan((float) (SPEED / 60 / 4));
                }
            }
        });
    }

    @Test
    void aLostFirstMotionIsMadeGood() {
        Grid grid = new Grid(TransformSettings.defaults());
        Playback playback = new Playback();
        Pose pose = new Pose();
        playback.insert(10, Double.NaN, 0.1, pose);
        playback.advance(11, 0);

        pose.x = 3;
        playback.insert(20.3, 20, 0.1, pose); // three intervals ago it rested

        Pose shown = new Pose();
        for (double time = 19.5; time < 20.3; time += 0.01) {
            if (playback.advance(time, time)) {
                playback.show(grid, shown);
                assertThat(shown.x).isEqualTo((float) Math.max(0, (time - 20) * 10), within(0.01f));
            }
        }
        assertThat(shown.x).isGreaterThan(2.8f);
    }

    @Test
    void whatRunsDryWaitsAndCatchesUpWithoutAJump() {
        Grid grid = new Grid(TransformSettings.defaults());
        Playback playback = new Playback();
        Pose pose = new Pose();
        Pose shown = new Pose();
        float before = 0;
        for (int i = 0; i < 200; i++) {
            double time = i * 0.01;
            if (i % 10 == 0 && (i < 50 || i > 90)) {
                pose.x = i;
                playback.insert(time + 0.05, Double.NaN, 0.1, pose);
            }
            if (playback.advance(time, time)) {
                playback.show(grid, shown);
            }
            assertThat(shown.x - before).isBetween(0f, 2.1f);
            before = shown.x;
        }
        assertThat(before).isGreaterThan(190 - 6);
    }

    @Test
    void whatComesTooLateDoesNotChangeWhatIsShown() {
        Grid grid = new Grid(TransformSettings.defaults());
        Playback playback = new Playback();
        Pose pose = new Pose();
        Pose shown = new Pose();
        playback.insert(1, Double.NaN, 0.1, pose);
        pose.x = 2;
        playback.insert(1.8, Double.NaN, 0.1, pose);
        playback.advance(1.2, 1.2);
        pose.x = 50;
        playback.insert(1.6, Double.NaN, 0.1, pose);
        pose.x = 60;
        playback.insert(0.5, Double.NaN, 0.1, pose);

        playback.advance(1.4, 1.4);
        playback.show(grid, shown);

        assertThat(shown.x).isEqualTo(1, within(1e-4f));
    }

    @Test
    void manyMomentsAtOncePushTheOldestOut() {
        Playback playback = new Playback();
        Pose pose = new Pose();
        for (int i = 0; i < 1000; i++) {
            pose.x = i;
            playback.insert(i * 0.01, Double.NaN, 0.1, pose);
        }

        assertThat(playback.newest()).isNotNull();
        assertThat(playback.newest().x).isEqualTo(999);
    }

    @Test
    void itTurnsTheShorterWayAround() {
        Grid grid = new Grid(TransformSettings.defaults());
        Pose from = new Pose().rotation(0, 0, 0, 1);
        Pose to = new Pose()
                .rotation(0, (float) -Math.sin(0.5), 0, (float) -Math.cos(0.5)); // a radian, written the other way
        Pose between = new Pose();

        grid.mix(from, to, 0.5, between);

        Pose half = new Pose().rotation(0, (float) Math.sin(0.25), 0, (float) Math.cos(0.25));
        assertThat(RestTest.degrees(between.rotation(), half.rotation())).isLessThan(0.1);
    }
}
