package dev.tain.rewind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Mirror's golden numbers: {@code LagCompensationTests} there. */
class HistoryTest {
    private static final class Moment {
        double value;
    }

    private static History<Moment> history(int limit, int moments) {
        History<Moment> history = new History<>(limit, Moment::new);
        for (int i = 1; i <= moments; i++) {
            history.insert(i).value = 10 * i;
        }
        return history;
    }

    private static void expect(History<Moment> history, double time, double from, double to, double fraction) {
        assertThat(history.sample(time, 1)).isTrue();
        assertThat(history.from().value).isEqualTo(from);
        assertThat(history.to().value).isEqualTo(to);
        assertThat(history.fraction()).isEqualTo(fraction, within(1e-9));
    }

    @Test
    void aTimeIsFoundBetweenItsMomentsAndALittleBeyond() {
        History<Moment> history = history(6, 3);

        assertThat(history.sample(0, 1)).isFalse();
        expect(history, 1, 10, 10, 0);
        expect(history, 1.5, 10, 20, 0.5);
        expect(history, 2, 20, 20, 0);
        expect(history, 2.5, 20, 30, 0.5);
        expect(history, 3, 30, 30, 0);
        expect(history, 3.9, 20, 30, 1.9);
        expect(history, 4, 20, 30, 2);
        assertThat(history.sample(4.01, 1)).isFalse();
    }

    @Test
    void fewerThanTwoMomentsTellNothing() {
        assertThat(history(6, 0).sample(1, 1)).isFalse();
        assertThat(history(6, 1).sample(1, 1)).isFalse();
        assertThat(history(6, 1).sample(1.5, 1)).isFalse();
    }

    @Test
    void theOldestGoes() {
        History<Moment> history = history(3, 10);

        assertThat(history.size()).isEqualTo(3);
        assertThat(history.sample(7.9, 1)).isFalse();
        expect(history, 8, 80, 80, 0);
        expect(history, 9.25, 90, 100, 0.25);
        assertThatThrownBy(() -> history(1, 0)).hasMessageContaining("2 at least");
    }

    @Test
    void theTimeOfAShotIsEstimatedAsInMirror() {
        assertThat(History.estimateTime(100, 0.080, 0.030)).isEqualTo(99.93, within(1e-9));
    }
}
