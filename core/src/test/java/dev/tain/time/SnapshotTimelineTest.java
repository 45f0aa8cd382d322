package dev.tain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The playback that is driven by when things arrived. */
class SnapshotTimelineTest {
    private static final double INTERVAL = 1.0 / 30;
    private static final double FRAME = 1.0 / 60;

    /** A sender at thirty per second whose clock is 1000 s ahead, a way there, and a playback at sixty frames. */
    private static final class Way {
        final SnapshotTimeline timeline = new SnapshotTimeline(SnapshotSettings.observed(), INTERVAL);
        final Random random = new Random(7);
        final PriorityQueue<double[]> under = new PriorityQueue<>((a, b) -> Double.compare(a[0], b[0]));
        final List<Double> speeds = new ArrayList<>();
        double now;
        double nextSend;
        double latency = 0.05;
        double jitter;
        double loss;
        int dry;
        int frames;

        void run(double seconds) {
            for (double end = now + seconds; now < end; now += FRAME) {
                for (; nextSend <= now; nextSend += INTERVAL) {
                    if (random.nextDouble() >= loss) {
                        under.add(new double[] {nextSend + latency + jitter * random.nextDouble(), nextSend + 1000});
                    }
                }
                while (!under.isEmpty() && under.element()[0] <= now) {
                    timeline.arrived(under.remove()[1], now);
                }
                double before = timeline.time();
                timeline.advance(now, FRAME);
                if (timeline.isStarted()) {
                    frames++;
                    dry += timeline.time() > timeline.newestTime() ? 1 : 0;
                    speeds.add((timeline.time() - before) / FRAME);
                }
            }
        }

        double behind() {
            return now + 1000 - timeline.time();
        }
    }

    @Test
    void overAnEvenWayItStaysAsCloseAsItCan() {
        Way way = new Way();

        way.run(10);

        assertThat(way.behind()).isBetween(way.latency + INTERVAL - FRAME, way.latency + 3 * INTERVAL);
        assertThat(way.dry).isLessThan(5);
    }

    @Test
    void jitterAndLossMoveItBackEvenly() {
        Way way = new Way();
        way.run(5);
        double before = way.behind();
        way.speeds.clear();

        way.jitter = 0.08;
        way.loss = 0.05;
        way.run(20);

        assertThat(way.behind()).isGreaterThan(before + 0.05);
        assertThat(way.speeds).allMatch(speed -> speed > 0.93 && speed < 1.04);
        assertThat(way.timeline.resyncs()).isZero();
        way.frames = 0;
        way.dry = 0;
        way.run(60);
        assertThat((double) way.dry / way.frames).isLessThan(0.02);
    }

    @Test
    void whenTheWayIsEvenAgainItComesBack() {
        Way way = new Way();
        way.jitter = 0.1;
        way.run(10);
        double before = way.behind();

        way.jitter = 0;
        way.run(15);

        assertThat(way.behind()).isLessThan(before - 0.05);
    }

    @Test
    void silenceIsNotTakenForLoss() {
        SnapshotTimeline timeline = new SnapshotTimeline(SnapshotSettings.observed(), INTERVAL);
        double now = 0;
        for (int i = 0; i < 40; i++, now += 0.5) { // a word every half second
            timeline.arrived(now, now + 0.05);
            timeline.advance(now + 0.05, 0.5);
        }

        assertThat(timeline.bufferTime()).isLessThanOrEqualTo(2 * INTERVAL + 1e-9);
    }

    @Test
    void farOffItJumpsAndSaysSo() {
        Way way = new Way();
        way.run(5);

        way.latency = 2;
        way.run(10);

        assertThat(way.timeline.resyncs()).isPositive();
        assertThat(way.behind()).isEqualTo(2 + 2 * INTERVAL, within(0.1));
    }

    @Test
    void aClockThatWentFarBackBeginsAnew() {
        SnapshotTimeline timeline = new SnapshotTimeline(SnapshotSettings.observed(), INTERVAL);
        timeline.arrived(1000, 1);

        timeline.arrived(5, 2);

        assertThat(timeline.newestTime()).isEqualTo(5);
        assertThat(timeline.time()).isEqualTo(5 - 2 * INTERVAL, within(1e-9));
    }

    @Test
    void whatIsLostOnOneWayIsNotMadeGoodByTheOther() {
        SnapshotTimeline both = new SnapshotTimeline(SnapshotSettings.observed(), INTERVAL);
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            double now = i * INTERVAL;
            both.arrived(now, now + 0.05, 0);
            if (random.nextInt(10) > 0) {
                both.arrived(now, now + 0.05, 1);
            }
            both.advance(now + 0.05, INTERVAL);
        }

        assertThat(both.bufferTime()).isEqualTo(3 * INTERVAL, within(INTERVAL + 1e-9)); // for two lost in a row
    }

    @Test
    void whatIsOvertakenIsNoNews() {
        SnapshotTimeline timeline = new SnapshotTimeline(SnapshotSettings.observed(), INTERVAL);
        timeline.arrived(10, 1);
        timeline.arrived(10 + INTERVAL, 1 + INTERVAL);

        timeline.arrived(10 + INTERVAL / 2, 1 + 5 * INTERVAL);

        assertThat(timeline.newestTime()).isEqualTo(10 + INTERVAL);
    }

    @Test
    void theDelayStaysBelowItsLimit() {
        Way way = new Way();
        way.jitter = 1.5;

        way.run(30);

        assertThat(way.behind()).isLessThan(0.05 + 0.5 + 0.5 + 3 * INTERVAL); // fastest, limit, what it may be off
    }

    @Test
    void anIntervalThatNobodyKeepsIsHarmless() { // a peer may name any
        for (double interval : new double[] {1e-9, 2e-9, 3e-9, 1e-6, 1}) {
            SnapshotTimeline timeline = new SnapshotTimeline(SnapshotSettings.observed(), interval);
            timeline.arrived(5, 5);
            timeline.arrived(5.1, 5.1);
            timeline.advance(5.2, 0.1);
            assertThat(timeline.time()).isFinite();
        }
    }
}
