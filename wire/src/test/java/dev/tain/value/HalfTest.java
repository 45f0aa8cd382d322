package dev.tain.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** 16-bit floats. */
class HalfTest {
    @Test
    void everyHalfSurvivesTheWayToFloatAndBack() {
        for (int bits = 0; bits < 65536; bits++) {
            Half half = new Half((short) bits);
            float value = half.toFloat();
            if (!Float.isNaN(value)) {
                assertThat(Half.of(value)).as("bits %x", bits).isEqualTo(half);
            } else {
                assertThat(Half.of(value).toFloat()).isNaN();
            }
        }
    }

    @Test
    void theNearestIsTakenAndTiesGoToEven() {
        assertThat(Half.of(1f + 0x1p-11f).toFloat()).isEqualTo(1f);
        assertThat(Half.of(1f + 3 * 0x1p-11f).toFloat()).isEqualTo(1f + 0x1p-9f);
        assertThat(Half.of(65519f).toFloat()).isEqualTo(65504f);
        assertThat(Half.of(65520f).toFloat()).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Half.of(0x1p-25f).toFloat()).isEqualTo(0f);
        assertThat(Half.of(0x1.000002p-25f).toFloat()).isEqualTo(0x1p-24f);
        assertThat(Half.of(-0f).bits()).isEqualTo((short) 0x8000);
    }
}
