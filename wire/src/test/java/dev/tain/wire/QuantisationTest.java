package dev.tain.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tain.value.Quaternion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mirror's numbers, and what becomes of bad ones. */
class QuantisationTest {
    @ParameterizedTest
    @CsvSource({
        "10.5, 105",
        "100.5, 1005",
        "10000.5, 100005",
        "1000000.5, 10000005",
        "-1000000.5, -10000005",
        "0, 0",
        "0.04, 0",
        "-0.06, -1"
    })
    void stepsAreMirrors(double value, long steps) {
        assertThat(Quantisation.scale(value, 0.1)).isEqualTo(steps);
        assertThat(Quantisation.unscale(steps, 0.1)).isEqualTo(value, within(0.05));
    }

    @Test
    void halvesGoToTheEvenStep() {
        assertThat(Quantisation.scale(0.5, 1)).isZero();
        assertThat(Quantisation.scale(1.5, 1)).isEqualTo(2);
        assertThat(Quantisation.scale(2.5, 1)).isEqualTo(2);
        assertThat(Quantisation.scale(-2.5, 1)).isEqualTo(-2);
    }

    @Test
    void whatIsTooLargeIsTheLargestThereIs() {
        assertThat(Quantisation.scale(1e30, 0.1)).isEqualTo(Long.MAX_VALUE);
        assertThat(Quantisation.scale(-1e30, 0.1)).isEqualTo(Long.MIN_VALUE);
        assertThat(Quantisation.scale(Double.NaN, 0.1)).isZero();
    }

    @Test
    void aStepWithoutASizeIsRefusedInWords() {
        for (double precision : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() -> Quantisation.scale(1, precision))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("precision is " + precision + "; it takes more than 0");
            assertThatThrownBy(() -> Quantisation.unscale(1, precision)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRotationHasMirrorsBits() {
        float length = (float) Math.sqrt(1 + 9 + 16 + 4);
        Quaternion rotation = new Quaternion(1 / length, 3 / length, 4 / length, 2 / length);

        assertThat(compress(rotation)).isEqualTo(0xA83E2F07);
        assertThat(Quantisation.compress(1, 3, 4, 2)).isEqualTo(0xA83E2F07);
        assertThat(decompress(0xA83E2F07).isNear(rotation, 0.005)).isTrue();
    }

    @Test
    void bitsThatNoRotationHasAreNoRotation() {
        assertThat(decompress(0xFFFFFFFF)).isEqualTo(Quaternion.IDENTITY);
        assertThat(decompress(0)).isEqualTo(Quaternion.IDENTITY);
    }

    @Test
    void whatHasNoLengthIsNoRotation() {
        int none = compress(Quaternion.IDENTITY);

        assertThat(Quantisation.compress(0, 0, 0, 0)).isEqualTo(none);
        assertThat(Quantisation.compress(Float.NaN, 0, 0, 1)).isEqualTo(none);
        assertThat(Quantisation.compress(Float.POSITIVE_INFINITY, 0, 0, 1)).isEqualTo(none);
        assertThat(decompress(none).isNear(Quaternion.IDENTITY, 0.002)).isTrue();
    }

    @Test
    void everyRotationIsOffByLessThanADegree() {
        double worst = 0;
        for (int x = 0; x <= 360; x += 12) {
            for (int y = 0; y <= 360; y += 12) {
                for (int z = 0; z <= 360; z += 12) {
                    Quaternion rotation = turned(x, y, z);
                    worst = Math.max(worst, degrees(rotation, decompress(compress(rotation))));
                }
            }
        }
        assertThat(worst).isLessThan(1);
    }

    private static int compress(Quaternion rotation) {
        return Quantisation.compress(rotation.x(), rotation.y(), rotation.z(), rotation.w());
    }

    private static Quaternion decompress(int bits) {
        float[] into = new float[4];
        Quantisation.decompress(bits, into);
        return new Quaternion(into[0], into[1], into[2], into[3]);
    }

    private static Quaternion turned(int x, int y, int z) {
        double cx = Math.cos(Math.toRadians(x) / 2);
        double sx = Math.sin(Math.toRadians(x) / 2);
        double cy = Math.cos(Math.toRadians(y) / 2);
        double sy = Math.sin(Math.toRadians(y) / 2);
        double cz = Math.cos(Math.toRadians(z) / 2);
        double sz = Math.sin(Math.toRadians(z) / 2);
        return new Quaternion(
                (float) (sx * cy * cz + cx * sy * sz),
                (float) (cx * sy * cz - sx * cy * sz),
                (float) (cx * cy * sz - sx * sy * cz),
                (float) (cx * cy * cz + sx * sy * sz));
    }

    private static double degrees(Quaternion a, Quaternion b) {
        double cosine =
                (double) a.x() * b.x() + (double) a.y() * b.y() + (double) a.z() * b.z() + (double) a.w() * b.w();
        return Math.toDegrees(2 * Math.acos(Math.min(Math.abs(cosine), 1)));
    }
}
