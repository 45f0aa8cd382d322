package dev.tain.benchmarks.sync;

import dev.tain.benchmarks.BarChart;
import dev.tain.benchmarks.Results;
import dev.tain.value.Vector3;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * 10 000 objects of three classes with five fields each and 100 clients, in one process over the memory transport. What a
 * tick costs is split by differences: with nothing changing, with all changing and one client, with all changing and all
 * clients. Beside it, in turns, a loop written by hand that compares, encodes and copies, and nothing else.
 */
public final class SyncBenchmark {
    private static final int OBJECTS = 9_999; // three kinds alike
    private static final int CLIENTS = 100;
    private static final int[] PERCENTS = {0, 1, 10, 100};

    /** Nanoseconds of a tick, median of many. */
    private record Ticks(double one, double all) {}

    /** Costs in nanoseconds. */
    private record Costs(double unchanged, double changed, double fanout) {}

    private final Vector3[] places = new Vector3[1024];
    private final int warmUp;
    private final int measured;
    private int step;
    private long allocated = Long.MAX_VALUE;

    private SyncBenchmark(boolean quick) {
        this.warmUp = quick ? 150 : 400;
        this.measured = quick ? 60 : 200;
        for (int i = 0; i < places.length; i++) {
            places[i] = new Vector3(i, 2 * i, 3 * i);
        }
    }

    public static void main(String[] args) throws Exception {
        new SyncBenchmark(List.of(args).contains("--quick")).run(args);
    }

    private void run(String[] args) throws Exception {
        System.out.println(Results.machine());
        System.out.println(OBJECTS + " objects, 5 fields (int, float, Vector3, String, byte), 2 of them changing; "
                + CLIENTS + " clients; medians of " + measured + " ticks");
        System.out.println();
        Map<String, double[]> tables = new LinkedHashMap<>();
        Costs compared = tain(false, tables);
        Costs marked = tain(true, tables);
        Costs hand = hand(tables);
        Results.progressDone();
        print(tables, compared, marked, hand);
        int plot = List.of(args).indexOf("--plot");
        if (plot >= 0) {
            Map<String, Double> bars = new LinkedHashMap<>();
            tables.forEach((name, ticks) -> bars.put(name, ticks[2] / 1000));
            BarChart.write(
                    Path.of(args[plot + 1]),
                    "Server tick, 10 000 objects, 10 % changing, 100 clients",
                    "µs",
                    bars,
                    "Tain, compared");
        }
    }

    private Costs tain(boolean marked, Map<String, double[]> tables) {
        String name = "Tain, " + (marked ? "marked" : "compared");
        double[] ticks = new double[PERCENTS.length];
        TainWorld alone = new TainWorld(OBJECTS, 1, marked);
        TainWorld world = new TainWorld(OBJECTS, CLIENTS, marked);
        double one = 0;
        for (int i = 0; i < PERCENTS.length; i++) {
            Results.progress("sync: " + name + ", " + PERCENTS[i] + " % changing");
            int percent = PERCENTS[i];
            ticks[i] = median(world, percent);
            one = percent == 100 ? median(alone, percent) : one;
        }
        long before = world.received();
        change(world.objects(), 100);
        world.tick();
        world.drain();
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f bytes per changed object and recipient%n",
                name,
                (double) (world.received() - before) / OBJECTS / CLIENTS);
        tables.put(name, ticks);
        world.stop();
        alone.stop();
        return costs(ticks, one);
    }

    private double median(TainWorld world, int percent) {
        List<Long> nanos = new ArrayList<>();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < warmUp + measured; i++) {
            change(world.objects(), percent);
            long time = world.tick();
            if (i >= warmUp) {
                nanos.add(time);
                least = Math.min(least, world.allocated());
            }
            world.drain();
        }
        allocated = allocated == Long.MAX_VALUE ? least : Math.max(allocated, least);
        return Results.median(nanos, n -> n);
    }

    private Costs hand(Map<String, double[]> tables) {
        double[] ticks = new double[PERCENTS.length];
        HandWritten world = new HandWritten(OBJECTS, CLIENTS);
        double one = 0;
        for (int i = 0; i < PERCENTS.length; i++) {
            Results.progress("sync: by hand, " + PERCENTS[i] + " % changing");
            ticks[i] = median(world, PERCENTS[i], CLIENTS);
            one = PERCENTS[i] == 100 ? median(world, 100, 1) : one;
        }
        tables.put("by hand", ticks);
        return costs(ticks, one);
    }

    private double median(HandWritten world, int percent, int clients) {
        List<Changing> objects = world.objects();
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < warmUp + measured; i++) {
            change(objects, percent);
            long before = System.nanoTime();
            world.tick(clients);
            long time = System.nanoTime() - before;
            if (i >= warmUp) {
                nanos.add(time);
            }
        }
        return Results.median(nanos, n -> n);
    }

    private void change(List<Changing> objects, int percent) {
        step++;
        if (percent == 0) {
            return;
        }
        int every = 100 / percent;
        for (int i = step % every; i < objects.size(); i += every) {
            objects.get(i).change(step % 1000, places[i + step & places.length - 1]);
        }
    }

    private static Costs costs(double[] ticks, double one) {
        double all = ticks[PERCENTS.length - 1];
        double fanout = (all - one) / (CLIENTS - 1) / OBJECTS;
        return new Costs(ticks[0] / OBJECTS, (one - ticks[0]) / OBJECTS - fanout, fanout);
    }

    private void print(Map<String, double[]> tables, Costs compared, Costs marked, Costs hand) {
        System.out.println();
        System.out.println("| µs per tick, changing: | 0 % | 1 % | 10 % | 100 % |");
        System.out.println("|---|---|---|---|---|");
        tables.forEach((name, ticks) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | %.0f |%n",
                name,
                ticks[0] / 1000,
                ticks[1] / 1000,
                ticks[2] / 1000,
                ticks[3] / 1000));
        System.out.println();
        System.out.println("| ns | per unchanged object | per changed object | per changed object and recipient |");
        System.out.println("|---|---|---|---|");
        row("Tain, compared", compared);
        row("Tain, marked", marked);
        row("by hand", hand);
        System.out.println();
        Results.ratio("sync.unchanged-vs-hand", compared.unchanged() / hand.unchanged());
        Results.ratio("sync.changed-vs-hand", compared.changed() / hand.changed());
        Results.ratio("sync.fanout-vs-hand", compared.fanout() / hand.fanout());
        Results.ratio("sync.marked-unchanged-vs-hand", marked.unchanged() / hand.unchanged());
        Results.ratio("sync.alloc-bytes", allocated);
    }

    private static void row(String name, Costs costs) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.1f | %.2f |%n",
                name,
                costs.unchanged(),
                costs.changed(),
                costs.fanout());
    }
}
