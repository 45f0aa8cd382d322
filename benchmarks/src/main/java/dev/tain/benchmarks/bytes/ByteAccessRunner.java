package dev.tain.benchmarks.bytes;

import dev.tain.benchmarks.Results;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link ByteAccessBenchmark} and prints its table. */
public final class ByteAccessRunner {
    private ByteAccessRunner() {}

    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).contains("--quick");
        Options options = new OptionsBuilder()
                .include(ByteAccessBenchmark.class.getName())
                .forks(quick ? 1 : 3)
                .warmupIterations(quick ? 2 : 4)
                .warmupTime(TimeValue.milliseconds(quick ? 400 : 700))
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(TimeValue.milliseconds(quick ? 400 : 700))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        Results.progress("byte-access: measuring");
        Collection<RunResult> results = new Runner(options).run();
        Results.progressDone();
        System.out.println(Results.machine());
        System.out.println();
        System.out.println("| | ns/op | ± | B/op |");
        System.out.println("|---|---|---|---|");
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            System.out.printf(
                    "| %s | %.1f | %.1f | %.0f |%n",
                    name.substring(name.lastIndexOf('.') + 1),
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError(),
                    allocated(result));
        }
    }

    @SuppressWarnings("rawtypes") // as JMH declares it
    private static double allocated(RunResult result) {
        for (Map.Entry<String, Result> entry : result.getSecondaryResults().entrySet()) {
            if (entry.getKey().endsWith("gc.alloc.rate.norm")) {
                return entry.getValue().getScore();
            }
        }
        return Double.NaN;
    }
}
