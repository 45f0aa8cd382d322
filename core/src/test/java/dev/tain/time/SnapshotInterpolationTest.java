package dev.tain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Mirror's golden numbers: {@code SnapshotInterpolationTests} and {@code ExponentialMovingAverageTests} there. */
class SnapshotInterpolationTest {
    /** A moment with one number in it. */
    private static final class Moment {
        double value;
    }

    private static SnapshotBuffer<Moment> buffer(int limit) {
        return new SnapshotBuffer<>(limit, Moment::new);
    }

    private static SnapshotBuffer<Moment> tenTwentyThirty() {
        SnapshotBuffer<Moment> buffer = buffer(32);
        for (int i = 1; i <= 3; i++) {
            Moment moment = buffer.insert(10 * i, 10 * i);
            assertThat(moment).isNotNull();
            moment.value = 41 + i;
        }
        return buffer;
    }

    private static SnapshotTimeline mirrorWithInterval(double interval, double multiplier, double emaSeconds) {
        SnapshotSettings mirror = SnapshotSettings.mirror();
        return new SnapshotTimeline(
                new SnapshotSettings(
                        mirror.buffering(),
                        multiplier,
                        mirror.bufferLimit(),
                        mirror.catchupNegativeThreshold(),
                        mirror.catchupPositiveThreshold(),
                        mirror.catchupSpeed(),
                        mirror.slowdownSpeed(),
                        emaSeconds,
                        false,
                        mirror.dynamicAdjustmentTolerance(),
                        mirror.deliveryTimeEmaDuration(),
                        mirror.percentile(),
                        mirror.bufferTimeMax()),
                interval);
    }

    @Test
    void anAverageIsMirrorsToTheDigit() {
        ExponentialMovingAverage ema = new ExponentialMovingAverage(10);
        ema.add(3);
        assertThat(ema.value()).isEqualTo(3);
        assertThat(ema.variance()).isZero();

        ema.reset();
        ema.add(5);
        ema.add(6);
        assertThat(ema.value()).isEqualTo(5.1818, within(0.0001));
        assertThat(ema.variance()).isEqualTo(0.1487, within(0.0001));

        ema.add(7);
        assertThat(ema.variance()).isEqualTo(0.6134, within(0.0001));

        ema.reset();
        ema.add(5);
        ema.add(600);
        ema.add(70);
        assertThat(ema.standardDeviation()).isEqualTo(208.2470, within(0.0001));
    }

    @Test
    void anAverageOverNothingIsRefused() {
        assertThatThrownBy(() -> new ExponentialMovingAverage(0)).hasMessageContaining("1 at least");
    }

    @Test
    void thePlaybackHurriesAndTarriesBeyondTheThresholds() {
        for (double calm : new double[] {0, 0.09, -0.09, 0.1, -0.1}) {
            assertThat(SnapshotInterpolation.timescale(calm, 0.02, 0.04, -0.1, 0.1))
                    .isEqualTo(1);
        }
        assertThat(SnapshotInterpolation.timescale(-0.11, 0.02, 0.04, -0.1, 0.1))
                .isEqualTo(0.96);
        assertThat(SnapshotInterpolation.timescale(0.11, 0.02, 0.04, -0.1, 0.1)).isEqualTo(1.02);
    }

    @Test
    void theTimelineStaysWithinOneBufferOfItsTarget() {
        assertThat(SnapshotInterpolation.timelineClamp(0, 0.5, 1)).isEqualTo(0);
        assertThat(SnapshotInterpolation.timelineClamp(0.5, 0.5, 1)).isEqualTo(0.5);
        assertThat(SnapshotInterpolation.timelineClamp(1, 0.5, 1)).isEqualTo(1);
        assertThat(SnapshotInterpolation.timelineClamp(-1, 0.5, 1)).isEqualTo(0);
        assertThat(SnapshotInterpolation.timelineClamp(2, 0.5, 1)).isEqualTo(1);
    }

    @Test
    void theBufferGrowsWithTheJitter() {
        assertThat(SnapshotInterpolation.dynamicAdjustment(0.1, 0, 0.5)).isEqualTo(1.5, within(1e-9));
        assertThat(SnapshotInterpolation.dynamicAdjustment(0.1, 0.01, 0.5)).isEqualTo(1.6, within(1e-9));
    }

    @Test
    void aFullBufferTakesNoMoreAndOneMomentIsKeptOnce() {
        SnapshotBuffer<Moment> buffer = buffer(2);

        assertThat(buffer.insert(2, 0)).isNotNull();
        assertThat(buffer.insert(2, 1)).isNotNull();
        assertThat(buffer.hasReplaced()).isTrue();
        assertThat(buffer.size()).isEqualTo(1);
        assertThat(buffer.insert(1, 2)).isNotNull();
        assertThat(buffer.insert(3, 3)).isNull();

        assertThat(buffer.remoteTime(0)).isEqualTo(1);
        assertThat(buffer.remoteTime(1)).isEqualTo(2);
    }

    @Test
    void momentsAreSortedByTheSendersTime() {
        SnapshotBuffer<Moment> buffer = buffer(8);
        double[] order = {5, 1, 3, 2, 4};

        for (double time : order) {
            Moment moment = buffer.insert(time, 0);
            assertThat(moment).isNotNull();
            moment.value = time * 10;
        }

        for (int i = 0; i < 5; i++) {
            assertThat(buffer.remoteTime(i)).isEqualTo(i + 1);
            assertThat(buffer.get(i).value).isEqualTo(10 * (i + 1));
        }
    }

    @Test
    void aTimeIsFoundBetweenItsNeighbours() {
        SnapshotBuffer<Moment> buffer = tenTwentyThirty();

        assertThat(buffer.sample(9)).isTrue();
        assertThat(new double[] {buffer.fromIndex(), buffer.toIndex(), buffer.fraction()})
                .containsExactly(0, 0, 0);
        buffer.sample(22.5);
        assertThat(new double[] {buffer.fromIndex(), buffer.toIndex(), buffer.fraction()})
                .containsExactly(1, 2, 0.25);
        buffer.sample(31);
        assertThat(new double[] {buffer.fromIndex(), buffer.toIndex(), buffer.fraction()})
                .containsExactly(2, 2, 0);
        assertThat(buffer(4).sample(1)).isFalse();
    }

    @Test
    void aStepInterpolatesAndDropsWhatIsPast() {
        SnapshotBuffer<Moment> buffer = tenTwentyThirty();

        buffer.step(10.0 - 30 + 35);
        assertThat(SnapshotInterpolation.lerp(buffer.from().value, buffer.to().value, buffer.fraction()))
                .isEqualTo(42.5);
        assertThat(buffer.size()).isEqualTo(3);

        buffer.step(10.0 - 30 + 45);
        assertThat(SnapshotInterpolation.lerp(buffer.from().value, buffer.to().value, buffer.fraction()))
                .isEqualTo(43.5);
        assertThat(buffer.size()).isEqualTo(2);
        assertThat(buffer.remoteTime(0)).isEqualTo(20);
    }

    @Test
    void theSlotsOfWhatIsPastAreUsedAgainAndNeverTwiceAtOnce() {
        SnapshotBuffer<Moment> buffer = buffer(4);
        for (int i = 0; i < 100; i++) {
            Moment moment = buffer.insert(i, i);
            assertThat(moment).isNotNull();
            moment.value = i;
            buffer.step(i - 1.5);
            for (int j = 0; j < buffer.size(); j++) {
                assertThat(buffer.get(j).value).isEqualTo(buffer.remoteTime(j));
            }
        }
    }

    @Test
    void driftIsAveragedAsInMirror() {
        SnapshotTimeline inOrder = mirrorWithInterval(1, 3, 3);
        inOrder.arrived(2, 0);
        inOrder.arrived(3, 1);
        inOrder.arrived(5, 2);
        assertThat(inOrder.time()).isEqualTo(-1);
        assertThat(inOrder.drift().value()).isEqualTo(3 + 1.75);

        SnapshotTimeline scrambled = mirrorWithInterval(1, 3, 3);
        scrambled.arrived(2, 0);
        scrambled.arrived(5, 1);
        scrambled.arrived(3, 2);
        assertThat(scrambled.time()).isEqualTo(-1);
        assertThat(scrambled.drift().value()).isEqualTo(3 + 1.25);

        SnapshotTimeline shorter = mirrorWithInterval(1, 3, 2);
        shorter.arrived(2, 0);
        shorter.arrived(3, 1);
        shorter.arrived(5, 2);
        assertThat(shorter.drift().value()).isEqualTo(3 + 2.2222, within(0.0001));
        assertThat(shorter.drift().standardDeviation()).isEqualTo(1.1331, within(0.0001));
    }

    @Test
    void theTimesBetweenArrivalsAreAveraged() {
        SnapshotTimeline timeline = mirrorWithInterval(0.1, 2, 1);

        timeline.arrived(0.1, 10.0);
        timeline.arrived(0.2, 10.1);
        timeline.arrived(0.3, 10.2);

        assertThat(timeline.delivery().value()).isEqualTo(0.1, within(1e-9));
        assertThat(timeline.delivery().standardDeviation()).isEqualTo(0, within(1e-9));
    }

    @Test
    void aMomentKnownAlreadyChangesNothing() {
        SnapshotTimeline timeline = mirrorWithInterval(1, 3, 3);
        timeline.arrived(2, 0);
        double drift = timeline.drift().value();

        timeline.arrived(2, 1);

        assertThat(timeline.drift().value()).isEqualTo(drift);
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedInWords() {
        assertThatThrownBy(() -> new SnapshotTimeline(SnapshotSettings.mirror(), 0))
                .hasMessage("sendInterval is 0.0 s; it takes more than 0.");
        assertThatThrownBy(() -> buffer(0)).hasMessageContaining("1 at least");
        assertThatThrownBy(() -> new SnapshotSettings(
                        SnapshotSettings.Buffering.PERCENTILE, 2, 32, -1, 1, 0.02, 0.04, 1, true, 1, 2, 0.2, 1))
                .hasMessage("percentile is 0.2; it takes 0.5 to 1.");
    }
}
