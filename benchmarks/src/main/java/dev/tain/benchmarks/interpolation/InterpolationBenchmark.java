package dev.tain.benchmarks.interpolation;

import dev.tain.benchmarks.Results;
import dev.tain.time.SnapshotSettings;
import dev.tain.time.SnapshotTimeline;
import java.io.IOException;
import java.util.Locale;

/**
 * Plays the same arrivals by Mirror's buffer, driven by a standard deviation, and by Tain's, driven by what arrived late:
 * how far behind each stays, and how often it runs dry. Virtual time, so the same on every machine.
 */
public final class InterpolationBenchmark {
    private static final double FRAME = 1.0 / 60;
    private static final double WARM_UP = 10;

    private record Outcome(double dryPerMinute, double dryMillisPerMinute, double behindMillis, double worstSpeed) {}

    private InterpolationBenchmark() {}

    public static void main(String[] args) throws IOException {
        System.out.println("Thirty snapshots a second, played at sixty frames; the first ten seconds left out.\n");
        System.out.println(
                "| trace | buffer | runs dry, per minute | dry ms per minute | mean delay ms | slowest/fastest |");
        System.out.println("|---|---|---|---|---|---|");
        for (Trace trace : Trace.all()) {
            Outcome mirror = play(trace, SnapshotSettings.mirror());
            Outcome observed = play(trace, SnapshotSettings.observed());
            print(trace, "deviation (Mirror)", mirror);
            print(trace, "percentile", observed);
        }
    }

    private static void print(Trace trace, String buffer, Outcome outcome) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.1f | %.0f | %.0f | %.2f |%n",
                trace.name(),
                buffer,
                outcome.dryPerMinute,
                outcome.dryMillisPerMinute,
                outcome.behindMillis,
                outcome.worstSpeed);
    }

    private static Outcome play(Trace trace, SnapshotSettings settings) {
        SnapshotTimeline timeline = new SnapshotTimeline(settings, Trace.INTERVAL);
        int next = 0;
        int runs = 0;
        int dry = 0;
        int frames = 0;
        boolean wasDry = false;
        double behind = 0;
        double worst = 0;
        double end = trace.arrived()[trace.arrived().length - 1];
        for (double now = trace.arrived()[0]; now < end; now += FRAME) {
            while (next < trace.arrived().length && trace.arrived()[next] <= now) {
                timeline.arrived(trace.sent()[next++], now);
            }
            double before = timeline.time();
            timeline.advance(now, FRAME);
            if (now < WARM_UP) {
                continue;
            }
            frames++;
            boolean isDry = timeline.time() > timeline.newestTime();
            dry += isDry ? 1 : 0;
            runs += isDry && !wasDry ? 1 : 0;
            wasDry = isDry;
            behind += now - timeline.time();
            worst = Math.max(worst, Math.abs((timeline.time() - before) / FRAME - 1));
        }
        double minutes = frames * FRAME / 60;
        Results.progress("interpolation: " + trace.name());
        return new Outcome(runs / minutes, dry * FRAME * 1000 / minutes, behind / frames * 1000, worst);
    }
}
