package dev.tain.benchmarks.echo;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;

/**
 * One half of a run, as a process of its own: {@code server CLASS ARGUMENT TICK_MICROS}, or {@code client CLASS ARGUMENT
 * SERVER CLIENTS RATE WINDOW WARM_UP_MILLIS}. For every line it is sent it says what it has done so far: the time and CPU time in
 * nanoseconds, messages that came back, and the median and 99th percentile of their round trips in nanoseconds since the
 * last line. Ends with its input.
 */
public final class EchoProcess {
    private EchoProcess() {}

    public static void main(String[] args) throws Exception {
        Echo echo = (Echo) Class.forName(args[1]).getConstructor(String.class).newInstance(args[2]);
        Load load = new Load();
        if (args[0].equals("server")) {
            System.out.println("server " + echo.serve(Integer.parseInt(args[3])));
        } else {
            int count = Integer.parseInt(args[4]);
            load.begin(
                    echo.connect(args[3], count, load),
                    count,
                    Integer.parseInt(args[5]),
                    Integer.parseInt(args[6]),
                    Integer.parseInt(args[7]));
            System.out.println("connected");
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        while (in.readLine() != null) {
            System.out.println("so far " + System.nanoTime() + " " + system.getProcessCpuTime() + " " + load.report());
        }
        Runtime.getRuntime().halt(0);
    }
}
