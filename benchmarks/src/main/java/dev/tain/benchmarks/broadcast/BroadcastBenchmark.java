package dev.tain.benchmarks.broadcast;

import dev.tain.benchmarks.BarChart;
import dev.tain.benchmarks.Results;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs every contender in turn, several times, and compares them turn by turn. */
public final class BroadcastBenchmark {
    private static final List<String> NAMES = List.of("tain", "netty-batched", "netty-flush", "kryonet");

    /** What one contender did in one turn. */
    private record Run(
            double messagesPerSecond, double serverCpuSecondsPerMillion, double clientCpuSecondsPerMillion) {}

    private BroadcastBenchmark() {}

    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).contains("--quick");
        int turns = quick ? 1 : 5;
        int warmUpMillis = quick ? 4000 : 5000;
        int measureMillis = quick ? 3000 : 5000;
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        for (int turn = 1; turn <= turns; turn++) {
            for (String name : NAMES) {
                Results.progress("broadcast: turn " + turn + " of " + turns + ", " + name);
                runs.computeIfAbsent(name, n -> new ArrayList<>()).add(run(name, warmUpMillis, measureMillis));
            }
        }
        Results.progressDone();
        print(runs, turns);
        int plot = List.of(args).indexOf("--plot");
        if (plot >= 0) {
            Map<String, Double> bars = new LinkedHashMap<>();
            runs.forEach((name, list) -> bars.put(name, Results.median(list, Run::messagesPerSecond)));
            BarChart.write(
                    Path.of(args[plot + 1]),
                    "Messages delivered per second to 100 clients over TCP",
                    "/s",
                    bars,
                    "tain");
        }
    }

    private static void print(Map<String, List<Run>> runs, int turns) {
        System.out.println(Results.machine());
        System.out.printf(
                "%d clients, ScoreMessage, groups of %d, window %d rounds; medians of %d turns%n%n",
                Contender.CLIENTS, Contender.GROUP, Contender.WINDOW, turns);
        System.out.println(
                "| | delivered messages/s [min–max] | server CPU s per million | client CPU s per million |");
        System.out.println("|---|---|---|---|");
        runs.forEach((name, list) -> System.out.printf(
                "| %s | %,.0f [%,.0f–%,.0f] | %.3f | %.3f |%n",
                name,
                Results.median(list, Run::messagesPerSecond),
                list.stream().mapToDouble(Run::messagesPerSecond).min().orElse(0),
                list.stream().mapToDouble(Run::messagesPerSecond).max().orElse(0),
                Results.median(list, Run::serverCpuSecondsPerMillion),
                Results.median(list, Run::clientCpuSecondsPerMillion)));
        System.out.println();
        ratio("broadcast.vs-kryonet", runs, "tain", "kryonet");
        ratio("broadcast.vs-netty-batched", runs, "tain", "netty-batched");
        ratio("broadcast.netty-batched-vs-flush", runs, "netty-batched", "netty-flush");
    }

    private static void ratio(String name, Map<String, List<Run>> runs, String one, String other) {
        List<Run> of = runs.getOrDefault(one, List.of());
        List<Run> to = runs.getOrDefault(other, List.of());
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            ratios.add(of.get(i).messagesPerSecond() / to.get(i).messagesPerSecond());
        }
        Results.ratio(name, Results.median(ratios, r -> r));
    }

    private static Run run(String name, int warmUpMillis, int measureMillis) throws Exception {
        try (Child server = new Child("server", name)) {
            String port = server.await("port ");
            try (Child client = new Child("client", name, port)) {
                client.await("connected");
                TimeUnit.MILLISECONDS.sleep(warmUpMillis);
                long[] serverBefore = server.soFar();
                long[] before = client.soFar();
                TimeUnit.MILLISECONDS.sleep(measureMillis);
                long[] serverAfter = server.soFar();
                long[] after = client.soFar();
                double messages = after[2] - before[2];
                double seconds = (after[0] - before[0]) * 1e-9;
                if (messages <= 0) {
                    throw new IllegalStateException(name + " delivered nothing.");
                }
                return new Run(
                        messages / seconds,
                        (serverAfter[1] - serverBefore[1]) * 1e-9 / messages * 1e6,
                        (after[1] - before[1]) * 1e-9 / messages * 1e6);
            }
        }
    }

    /** One half of a run. */
    private static final class Child implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;
        private final BufferedWriter in;

        Child(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-Xms512m",
                    "-Xmx512m",
                    "-XX:+UseParallelGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BroadcastProcess.class.getName()));
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()));
            in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), Charset.defaultCharset()));
        }

        String await(String beginning) throws IOException {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(beginning)) {
                    return line.substring(beginning.length());
                }
            }
            throw new IOException("A process ended before it said '" + beginning + "'.");
        }

        long[] soFar() throws IOException {
            in.write("\n");
            in.flush();
            String[] numbers = await("so far ").split(" ", -1);
            return new long[] {Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2])};
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
