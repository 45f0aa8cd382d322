package dev.tain.benchmarks.interpolation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * When snapshots were sent and when they arrived, in seconds, in the order of arrival; what was lost is not in it.
 *
 * @param sent by the sender's clock
 * @param arrived by the receiver's
 */
record Trace(String name, double[] sent, double[] arrived) {
    static final double INTERVAL = 1.0 / 30;
    private static final double SECONDS = 300;

    /** How long a snapshot sent at a time is on its way; NaN if it is lost. */
    private interface Way {
        double delay(double time);
    }

    static List<Trace> all() throws IOException {
        List<Trace> traces = new ArrayList<>();
        Random random = new Random(1);
        traces.add(synthetic("steady, 50 ms", time -> 0.05 + 0.001 * random.nextDouble()));
        traces.add(synthetic(
                "jittery, 50 ms ± 20 ms (Gaussian)", time -> Math.max(0.005, 0.05 + 0.02 * random.nextGaussian())));
        traces.add(synthetic(
                "jittery and lossy, 50 + 0..40 ms, 5 % lost",
                time -> random.nextDouble() < 0.05 ? Double.NaN : 0.05 + 0.04 * random.nextDouble()));
        traces.add(synthetic("bursty Wi-Fi", wifi(random)));
        traces.add(synthetic("stalls of 400 ms, one in ten seconds", stalls(random)));
        traces.add(recorded());
        return traces;
    }

    private static Trace synthetic(String name, Way way) {
        List<double[]> arrivals = new ArrayList<>();
        for (double time = 0; time < SECONDS; time += INTERVAL) {
            double delay = way.delay(time);
            if (!Double.isNaN(delay)) {
                arrivals.add(new double[] {time, time + delay});
            }
        }
        return of(name, arrivals);
    }

    private static Trace of(String name, List<double[]> arrivals) {
        arrivals.sort((a, b) -> Double.compare(a[1], b[1]));
        return new Trace(
                name,
                arrivals.stream().mapToDouble(arrival -> arrival[0]).toArray(),
                arrivals.stream().mapToDouble(arrival -> arrival[1]).toArray());
    }

    // The radio is busy for a while every second or so: what was sent meanwhile arrives together.
    private static Way wifi(Random random) {
        double[] busyUntil = {0};
        double[] next = {1};
        return time -> {
            if (time >= next[0]) {
                busyUntil[0] = time + 0.03 + 0.09 * random.nextDouble();
                next[0] = time + 0.5 + 2 * random.nextDouble();
            }
            if (random.nextDouble() < 0.02) {
                return Double.NaN;
            }
            return Math.max(busyUntil[0] - time, 0) + 0.02 + 0.005 * random.nextDouble();
        };
    }

    private static Way stalls(Random random) {
        return time -> {
            double into = time % 10;
            return 0.04 + 0.005 * random.nextDouble() + (into > 5 && into < 5.4 ? 5.4 - into : 0);
        };
    }

    /** Datagrams over loopback, on two cores that were compiling; one a line, milliseconds sent and arrived. */
    private static Trace recorded() throws IOException {
        List<double[]> arrivals = new ArrayList<>();
        try (InputStream in = Trace.class.getResourceAsStream("loopback-under-load.csv")) {
            if (in == null) {
                throw new IOException("loopback-under-load.csv is not on the class path");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int comma = line.indexOf(',');
                arrivals.add(new double[] {
                    Double.parseDouble(line.substring(0, comma)) / 1000,
                    Double.parseDouble(line.substring(comma + 1)) / 1000
                });
            }
        }
        return of("recorded: loopback, compiling", arrivals);
    }
}
