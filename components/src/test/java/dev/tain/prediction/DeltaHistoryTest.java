package dev.tain.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Mirror's golden numbers: {@code PredictionTests} there. */
class DeltaHistoryTest {
    private static DeltaHistory history(int limit, int steps) {
        DeltaHistory history = new DeltaHistory(limit);
        for (int i = 0; i < steps; i++) {
            history.add(i, i, 0, 0, i, 0, 0);
        }
        return history;
    }

    @Test
    void whatItDidSinceIsAddedToWhereItWas() {
        DeltaHistory history = history(4, 4);

        assertThat(history.correct(1.5, 1.6, 0, 0, 1.6, 0, 0)).isTrue();

        assertThat(history.size()).isEqualTo(4);
        assertThat(history.position(1, 0)).isEqualTo(1.6);
        assertThat(history.position(2, 0)).isEqualTo(2.1, within(1e-9));
        assertThat(history.positionStep(2, 0)).isEqualTo(0.5);
        assertThat(history.position(3, 0)).isEqualTo(3.1, within(1e-9));
        assertThat(history.positionStep(3, 0)).isEqualTo(1);
        assertThat(history.velocity(3, 0)).isEqualTo(3.1, within(1e-9));
    }

    @Test
    void withRoomNothingIsForgotten() {
        DeltaHistory history = history(32, 4);

        assertThat(history.correct(1.5, 1.6, 5, 0, 0, 0, 0)).isTrue();

        assertThat(history.size()).isEqualTo(5);
        assertThat(history.time(2)).isEqualTo(1.5);
        assertThat(history.position(4, 0)).isEqualTo(3.1, within(1e-9));
        assertThat(history.position(4, 1)).isEqualTo(5);
    }

    @Test
    void outsideWhatIsRememberedNothingIsCorrected() {
        assertThat(history(8, 0).correct(1, 1, 0, 0, 0, 0, 0)).isFalse();
        assertThat(history(8, 1).correct(0, 1, 0, 0, 0, 0, 0)).isFalse();
        assertThat(history(8, 4).correct(-0.1, 1, 0, 0, 0, 0, 0)).isFalse();
        assertThat(history(8, 4).correct(3.1, 1, 0, 0, 0, 0, 0)).isFalse();
    }

    @Test
    void theOldestStepsGo() {
        DeltaHistory history = history(4, 10);

        assertThat(history.size()).isEqualTo(4);
        assertThat(history.time(0)).isEqualTo(6);
        assertThat(history.time(3)).isEqualTo(9);
        assertThat(history.positionStep(3, 0)).isEqualTo(1);
        assertThatThrownBy(() -> new DeltaHistory(1)).hasMessageContaining("2 at least");
    }
}
