package dev.tain.benchmarks.codec;

import dev.tain.benchmarks.Results;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link CodecBenchmark} and prints the table and the ratios. */
public final class CodecRunner {
    private record Cell(double nanos, double error, double bytes) {}

    private CodecRunner() {}

    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).contains("--quick");
        CodecBenchmark sides = new CodecBenchmark();
        int[] sizes = sides.sizes();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(CodecBenchmark.class.getName())
                .forks(quick ? 1 : 5)
                .warmupIterations(quick ? 2 : 4)
                .warmupTime(TimeValue.milliseconds(quick ? 500 : 400))
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(TimeValue.milliseconds(400))
                .addProfiler(GCProfiler.class)
                .jvmArgs("-Xms512m", "-Xmx512m", "--add-opens=java.base/java.lang=ALL-UNNAMED")
                .verbosity(Results.isTerminal() && !quick ? VerboseMode.NORMAL : VerboseMode.SILENT);
        Results.progress("codec: measuring (" + (quick ? "about 45 s" : "about 5 minutes") + ")");
        Collection<RunResult> results = new Runner(options.build()).run();
        Results.progressDone();
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            cells.put(
                    name.substring(name.lastIndexOf('.') + 1),
                    new Cell(
                            result.getPrimaryResult().getStatistics().getPercentile(50),
                            result.getPrimaryResult().getStatistics().getStandardDeviation(),
                            allocated(result)));
        }
        System.out.println(Results.machine());
        System.out.println();
        print("score", cells, sizes, 0);
        print("large", cells, sizes, 1);
        Results.ratio("codec.score.vs-hand", ratio(cells, "scoreTain", "scoreHandSameBytes"));
        Results.ratio("codec.score.vs-fory", ratio(cells, "scoreTain", "scoreFory"));
        Results.ratio("codec.score.vs-kryo", ratio(cells, "scoreTain", "scoreKryo"));
        Results.ratio("codec.score.vs-protobuf", ratio(cells, "scoreTain", "scoreProtobuf"));
        Results.ratio("codec.large.vs-hand", ratio(cells, "largeTain", "largeHandSameBytes"));
        Results.ratio("codec.large.vs-fory", ratio(cells, "largeTain", "largeFory"));
        Results.ratio("codec.large.vs-kryo", ratio(cells, "largeTain", "largeKryo"));
        Results.ratio("codec.large.vs-protobuf", ratio(cells, "largeTain", "largeProtobuf"));
        Results.ratio("codec.score.write-alloc-bytes", allocation(cells, "scoreTainWriteOnly"));
        Results.ratio("codec.large.write-alloc-bytes", allocation(cells, "largeTainWriteOnly"));
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

    private static double ratio(Map<String, Cell> cells, String of, String to) {
        Cell one = cells.get(of);
        Cell other = cells.get(to);
        return one == null || other == null ? Double.NaN : one.nanos() / other.nanos();
    }

    private static double allocation(Map<String, Cell> cells, String name) {
        Cell cell = cells.get(name);
        return cell == null ? Double.NaN : cell.bytes();
    }

    private static void print(String message, Map<String, Cell> cells, int[] sizes, int offset) {
        System.out.println("| " + message + ": write + read | median ns/op | σ | B/op | bytes |");
        System.out.println("|---|---|---|---|---|");
        cells.forEach((name, cell) -> {
            if (name.startsWith(message)) {
                System.out.printf(
                        "| %s | %.1f | %.1f | %.0f | %s |%n",
                        name.substring(message.length()),
                        cell.nanos(),
                        cell.error(),
                        cell.bytes(),
                        size(name, sizes, offset));
            }
        });
        System.out.println();
    }

    private static String size(String name, int[] sizes, int offset) {
        if (name.endsWith("Fixed")) {
            return "20";
        }
        int side = name.contains("Kryo") ? 2 : name.contains("Fory") ? 4 : name.contains("Protobuf") ? 6 : 0;
        return String.valueOf(sizes[side + offset]);
    }
}
