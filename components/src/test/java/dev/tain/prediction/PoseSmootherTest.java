package dev.tain.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tain.object.Pose;
import org.junit.jupiter.api.Test;

/** Where a corrected object is shown. */
class PoseSmootherTest {
    private final PoseSmoother smoother = new PoseSmoother(PredictionSettings.defaults());
    private final Pose shown = new Pose();

    private void step(float x) {
        smoother.step().position(x, 0, 0);
        smoother.stepped();
    }

    private void correctTo(float previous, float latest) {
        smoother.write(shown, 1);
        smoother.previous().position(previous, 0, 0);
        smoother.latest().position(latest, 0, 0);
        smoother.corrected(shown, 1, new Pose());
    }

    @Test
    void betweenTwoStepsItIsBetween() {
        step(0);
        step(10);

        smoother.write(shown, 0.25);

        assertThat(shown.x).isEqualTo(2.5f);
    }

    @Test
    void aPlaceThatIsNoneIsOverWhenThereIsOneAgain() {
        step(Float.NaN);
        step(Float.NaN);
        correctTo(Float.NaN, Float.NaN);
        smoother.fade(0.1);

        correctTo(3, 4);
        smoother.fade(0.1);
        step(5);
        smoother.write(shown, 1);

        assertThat(shown.x).isEqualTo(5f);
        assertThat(smoother.error()).isZero();
    }

    @Test
    void aSmallErrorFadesSlowlyALargeOneFast() {
        for (float error : new float[] {0.2f, 2}) {
            smoother.clear();
            step(0);
            step(0);
            correctTo(error, error);
            smoother.write(shown, 1);
            assertThat(shown.x).isEqualTo(0, within(1e-5f));

            smoother.fade(1.0 / 60);
            assertThat(smoother.error() / error).isEqualTo(error < 1 ? 0.9 : 0.8, within(0.001));
            for (int i = 0; i < 120; i++) {
                smoother.fade(1.0 / 60);
            }
            smoother.write(shown, 1);
            assertThat(shown.x).isEqualTo(error, within(0.001f));
        }
    }

    @Test
    void fadingDoesNotDependOnTheFrameRate() {
        step(0);
        step(0);
        correctTo(0.2f, 0.2f);
        for (int i = 0; i < 4; i++) {
            smoother.fade(1.0 / 240);
        }

        assertThat(smoother.error()).isEqualTo(0.18, within(1e-3));
    }

    @Test
    void aLeapIsShownAsOne() {
        step(0);
        step(0);
        correctTo(100, 100);

        smoother.write(shown, 1);

        assertThat(shown.x).isEqualTo(100);
        assertThat(smoother.error()).isZero();
    }

    @Test
    void aTurnIsMadeGoodTheSameWay() {
        smoother.step().rotation(0, 0, 0, 1);
        smoother.stepped();
        smoother.write(shown, 1);
        float half = (float) Math.sqrt(0.5);
        smoother.previous().rotation(0, half, 0, half);
        smoother.latest().rotation(0, half, 0, half);
        smoother.corrected(shown, 1, new Pose());

        smoother.write(shown, 1);
        assertThat(shown.rotationW).isEqualTo(1, within(1e-5f));
        double before = 0;
        for (int i = 0; i < 60; i++) {
            smoother.fade(1.0 / 60);
            smoother.write(shown, 1);
            assertThat((double) shown.rotationY).isGreaterThanOrEqualTo(before);
            before = shown.rotationY;
        }
        assertThat(shown.rotationY).isEqualTo(half, within(0.01f));
    }
}
