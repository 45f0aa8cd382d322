package dev.tain.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Mirror's golden numbers: {@code AccurateIntervalTests} there; but that the first time is at once. */
class SendClockTest {
    private static boolean due(SendClock clock, double seconds) {
        return clock.due(Math.round(seconds * 1e9));
    }

    @Test
    void theTimesLieOnAGrid() {
        SendClock clock = new SendClock(100_000_000);

        assertThat(due(clock, 0)).isTrue();
        assertThat(due(clock, 0.099)).isFalse();
        assertThat(due(clock, 0.110)).isTrue();
        assertThat(due(clock, 0.110)).isFalse();
        assertThat(due(clock, 0.099)).isFalse();
        assertThat(due(clock, 0.201)).isTrue();
    }

    @Test
    void afterAStallItIsTimeOnceAndThenAgainInAnInterval() {
        SendClock clock = new SendClock(100_000_000);
        due(clock, 0);

        assertThat(due(clock, 1.001)).isTrue();
        assertThat(due(clock, 1.011)).isFalse();
        assertThat(due(clock, 1.101)).isTrue();
    }

    @Test
    void withoutAnIntervalItIsAlwaysTime() {
        SendClock clock = new SendClock(0);

        assertThat(due(clock, 0)).isTrue();
        assertThat(due(clock, 0.001)).isTrue();
    }
}
