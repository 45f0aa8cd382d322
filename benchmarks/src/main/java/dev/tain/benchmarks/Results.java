package dev.tain.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What every benchmark prints: the machine, progress while it works, and ratios a program can read. */
public final class Results {
    private Results() {}

    /** Processor, cores, operating system and JVM, in one line. */
    public static String machine() {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("java.vm.name") + " " + Runtime.version();
    }

    private static String processor() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).trim();
                }
            }
        } catch (IOException e) {
            // Not Linux.
        }
        return System.getProperty("os.arch");
    }

    public static <T> double median(List<T> values, ToDoubleFunction<T> figure) {
        double[] sorted = values.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Prints a line of the form {@code ratio NAME VALUE}. */
    public static void ratio(String name, double value) {
        System.out.println("ratio " + name + " " + String.format(Locale.ROOT, "%.3f", value));
    }

    /** Whether somebody looks; the script that starts a benchmark says so. */
    public static boolean isTerminal() {
        return Boolean.getBoolean("tain.terminal");
    }

    /** Shows on a terminal what is being done; the next call takes its place. */
    public static void progress(String text) {
        if (isTerminal()) {
            System.err.print("\r\033[K" + text);
        } else {
            System.err.println(text);
        }
    }

    public static void progressDone() {
        if (isTerminal()) {
            System.err.print("\r\033[K");
        }
    }
}
