package dev.tain.benchmarks.broadcast;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;

/**
 * One half of a run, as a process of its own: {@code server NAME} or {@code client NAME PORT}. Says what it has done so
 * far (CPU nanoseconds, messages delivered) for every line it is sent, and ends with its input.
 */
public final class BroadcastProcess {
    private BroadcastProcess() {}

    public static void main(String[] args) throws Exception {
        Contender contender = Contender.named(args[1]);
        Delivered delivered = new Delivered();
        if (args[0].equals("server")) {
            System.out.println("port " + contender.serve());
        } else {
            contender.connect(Integer.parseInt(args[2]), delivered);
            System.out.println("connected");
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        while (in.readLine() != null) {
            System.out.println(
                    "so far " + System.nanoTime() + " " + system.getProcessCpuTime() + " " + delivered.count());
        }
        Runtime.getRuntime().halt(0);
    }
}
