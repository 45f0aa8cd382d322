package dev.tain.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** When a client's next step is due. */
class InputClockTest {
    private static InputClock clock() {
        InputClock clock = new InputClock(1, 8);
        clock.interval(0.1);
        clock.start();
        return clock;
    }

    private static int steps(InputClock clock, double seconds) {
        int steps = 0;
        for (int i = 0; i < Math.round(seconds * 100); i++) {
            steps += clock.advance(0.01);
        }
        return steps;
    }

    @Test
    void theFirstStepIsDueAtOnceAndThenOneAnInterval() {
        InputClock clock = clock();

        assertThat(clock.advance(0)).isEqualTo(1);
        assertThat(steps(clock, 10)).isBetween(99, 101);
    }

    @Test
    void runningDryItHurriesAndOverflowingItTarries() {
        InputClock dry = clock();
        InputClock full = clock();
        for (int i = 0; i < 60; i++) {
            dry.heard(i == 30 ? -1 : 3);
            full.heard(9);
        }

        assertThat(dry.speed()).isEqualTo(1.04, within(1e-9));
        assertThat(full.speed()).isEqualTo(0.95, within(1e-9));
        assertThat(steps(dry, 100)).isBetween(1039, 1042);
    }

    @Test
    void theWorstMomentIsForgottenInTime() {
        InputClock clock = clock();
        clock.heard(-5);
        for (int i = 0; i < 60; i++) {
            clock.heard(1);
        }

        assertThat(clock.speed()).isEqualTo(1);
    }

    @Test
    void aStallIsNotMadeGoodInOneFrame() {
        InputClock clock = clock();
        clock.advance(0);

        assertThat(clock.advance(60)).isEqualTo(8);
        assertThat(clock.advance(0.01)).isZero();
    }
}
