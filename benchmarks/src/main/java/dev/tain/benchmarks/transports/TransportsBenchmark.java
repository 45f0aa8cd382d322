package dev.tain.benchmarks.transports;

import dev.tain.benchmarks.Results;
import dev.tain.benchmarks.echo.EchoProcess;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs every transport in turn, and those it is compared with, with one client and with two hundred. */
public final class TransportsBenchmark {
    private static final int MANY = 200;
    private static final int TICK_MICROS = 1_000_000 / 60;
    private static final int EAGER_MICROS = 50;
    private static final int SETTLE_MILLIS = 300;

    /** Who takes part: a name, the class, its argument, whether java-Kcp's old Netty is needed. */
    private record Contender(String name, String type, String argument, boolean isOldNetty) {
        static Contender tain(String scheme, String address) {
            return new Contender("tain " + scheme, TainEcho.class.getName(), address, false);
        }

        static Contender netty(String protocol) {
            return new Contender("netty " + protocol, NettyEcho.class.getName(), protocol, false);
        }
    }

    /** What one contender did in one turn of one phase. */
    private record Run(double perSecond, double cpuMicros, double medianMicros, double worstMicros) {}

    /** What is asked of all: so many clients, so many messages a second of each (0: as many as go), so many under way. */
    private record Phase(String name, int clients, int rate, int window, int tickMicros) {}

    private static final Phase ALONE = new Phase("one client, 200/s", 1, 200, 64, EAGER_MICROS);
    private static final Phase ALONE_FULL = new Phase("one client, 64 under way", 1, 0, 64, EAGER_MICROS);
    private static final Phase MANY_PACED = new Phase("200 clients, 50/s each", MANY, 50, 64, TICK_MICROS);
    private static final Phase SOME_PACED = new Phase("50 clients, 200/s each", 50, 200, 64, TICK_MICROS);
    private static final Phase MANY_FULL = new Phase("200 clients, 8 under way each", MANY, 0, 8, EAGER_MICROS);

    /** How long, and with what the processes are started. */
    private record Effort(int warmUpMillis, int measureMillis, List<String> options) {}

    private static final Effort WHOLE = new Effort(2_000, 2_000, List.of());

    // Held at its first stage the compiler is done after a second; else its own work is most of what a short run
    // measures.
    private static final Effort QUICK = new Effort(1_000, 1_200, List.of("-XX:TieredStopAtLevel=1"));

    private TransportsBenchmark() {}

    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).contains("--quick");
        Map<Phase, List<Contender>> plan = quick ? quickPlan() : wholePlan();
        int turns = quick ? 1 : 2;
        Map<Phase, Map<String, List<Run>>> runs = new LinkedHashMap<>();
        for (int turn = 1; turn <= turns; turn++) {
            for (Map.Entry<Phase, List<Contender>> part : plan.entrySet()) {
                Phase phase = part.getKey();
                for (Contender contender : part.getValue()) {
                    Results.progress(
                            "transports: turn " + turn + " of " + turns + ", " + phase.name + ", " + contender.name);
                    runs.computeIfAbsent(phase, p -> new LinkedHashMap<>())
                            .computeIfAbsent(contender.name, n -> new ArrayList<>())
                            .add(run(contender, phase, quick ? QUICK : WHOLE));
                }
            }
        }
        Results.progressDone();
        System.out.println(Results.machine());
        System.out.println();
        runs.forEach(TransportsBenchmark::print);
        Map<String, List<Run>> paced = runs.getOrDefault(MANY_PACED, Map.of());
        ratio("transports.kcp-cpu-vs-plain-udp", paced, "tain kcp", "netty udp");
        ratio("transports.kcp-cpu-vs-java-kcp", paced, "tain kcp", "java-kcp");
        ratio("transports.tcp-cpu-vs-netty-tcp", paced, "tain tcp", "netty tcp");
        Map<String, List<Run>> encrypted = runs.getOrDefault(SOME_PACED, Map.of());
        ratio("transports.tls-cpu-vs-netty-tls", encrypted, "tain tls", "netty tls");
        ratio("transports.wss-cpu-vs-netty-wss", encrypted, "tain wss", "netty wss");
        ratio("transports.quic-cpu-vs-netty-tls", encrypted, "tain quic", "netty tls");
    }

    private static List<Contender> plain() {
        return List.of(
                Contender.netty("udp"),
                Contender.tain("kcp", "kcp://127.0.0.1:0"),
                new Contender("java-kcp", "dev.tain.benchmarks.echo.JavaKcpEcho", "-", true),
                Contender.netty("tcp"),
                Contender.tain("tcp", "tcp://127.0.0.1:0"));
    }

    private static List<Contender> encrypted() {
        return List.of(
                Contender.netty("tls"),
                Contender.tain("tls", "tls://127.0.0.1:0?certificate=development"),
                Contender.netty("wss"),
                Contender.tain("wss", "wss://127.0.0.1:0?certificate=development"),
                Contender.tain("quic", "quic://127.0.0.1:0?certificate=development"));
    }

    /** In less than a minute. Fewer clients where there is encryption, as two hundred handshakes take that long. */
    private static Map<Phase, List<Contender>> quickPlan() {
        Map<Phase, List<Contender>> plan = new LinkedHashMap<>();
        plan.put(MANY_PACED, plain());
        plan.put(SOME_PACED, encrypted());
        return plan;
    }

    private static Map<Phase, List<Contender>> wholePlan() {
        List<Contender> all = new ArrayList<>(plain());
        all.add(Contender.tain("ws", "ws://127.0.0.1:0"));
        all.addAll(encrypted());
        Map<Phase, List<Contender>> plan = new LinkedHashMap<>();
        for (Phase phase : List.of(ALONE, ALONE_FULL, MANY_PACED, SOME_PACED, MANY_FULL)) {
            plan.put(phase, all);
        }
        return plan;
    }

    private static void print(Phase phase, Map<String, List<Run>> runs) {
        System.out.println(
                "| " + phase.name + " | messages/s | server CPU µs per message | round trip p50 µs | p99 µs |");
        System.out.println("|---|---|---|---|---|");
        runs.forEach((name, list) -> System.out.printf(
                "| %s | %,.0f | %.2f | %,.0f | %,.0f |%n",
                name,
                Results.median(list, Run::perSecond),
                Results.median(list, Run::cpuMicros),
                Results.median(list, Run::medianMicros),
                Results.median(list, Run::worstMicros)));
        System.out.println();
    }

    private static void ratio(String name, Map<String, List<Run>> runs, String one, String other) {
        List<Run> of = runs.getOrDefault(one, List.of());
        List<Run> to = runs.getOrDefault(other, List.of());
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            ratios.add(of.get(i).cpuMicros() / to.get(i).cpuMicros());
        }
        Results.ratio(name, Results.median(ratios, r -> r));
    }

    private static Run run(Contender contender, Phase phase, Effort effort) throws Exception {
        try (Child server = new Child(
                contender,
                effort.options,
                "server",
                contender.type,
                contender.argument,
                Integer.toString(phase.tickMicros))) {
            String address = server.await("server ");
            try (Child client = new Child(
                    contender,
                    effort.options,
                    "client",
                    contender.type,
                    contender.argument,
                    address,
                    Integer.toString(phase.clients),
                    Integer.toString(phase.rate),
                    Integer.toString(phase.window),
                    Integer.toString(effort.warmUpMillis))) {
                client.await("connected");
                TimeUnit.MILLISECONDS.sleep(effort.warmUpMillis + SETTLE_MILLIS);
                long[] serverBefore = server.soFar();
                long[] before = client.soFar();
                TimeUnit.MILLISECONDS.sleep(effort.measureMillis);
                long[] serverAfter = server.soFar();
                long[] after = client.soFar();
                double messages = after[2] - before[2];
                if (messages <= 0) {
                    throw new IllegalStateException(contender.name + " brought nothing back.");
                }
                return new Run(
                        messages / ((after[0] - before[0]) * 1e-9),
                        (serverAfter[1] - serverBefore[1]) * 1e-3 / messages,
                        after[3] * 1e-3,
                        after[4] * 1e-3);
            }
        }
    }

    /** One half of a run. */
    private static final class Child implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;
        private final BufferedWriter in;

        Child(Contender contender, List<String> options, String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-Xms256m",
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    contender.isOldNetty ? oldClassPath() : System.getProperty("java.class.path"),
                    EchoProcess.class.getName()));
            command.addAll(1, options);
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()));
            in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), Charset.defaultCharset()));
        }

        private static String oldClassPath() throws IOException {
            Path target = Path.of("benchmarks/java-kcp/target");
            return target.resolve("classes") + ":"
                    + Files.readString(target.resolve("class-path.txt")).strip();
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
            long[] values = new long[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                values[i] = Long.parseLong(numbers[i]);
            }
            return values;
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
