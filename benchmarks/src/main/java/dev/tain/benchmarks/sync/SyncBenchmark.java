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
import org.jspecify.annotations.Nullable;

/**
 * 10 000 objects of three classes with five fields each and 100 clients, in one process over the memory transport. What a
 * tick costs is split by differences: with nothing changing, with all changing and one client, with all changing and all
 * clients. Beside it, in turns, a loop written by hand that compares, encodes and copies, and nothing else.
 */
public final class SyncBenchmark {
    private static final int OBJECTS = 9_999; // three kinds alike
    private static final int CLIENTS = 100;
    private static final int[] PERCENTS = {0, 1, 10, 100};
    private static final int TICKS = 24;
    private static final int WARM_UP_ROUNDS = 12;

    /** Costs in nanoseconds. */
    private record Costs(double unchanged, double changed, double fanout) {}

    /** One way to keep objects in step, with all clients and with one. */
    private abstract static class Contender {
        final String name;
        final List<List<Long>> all = new ArrayList<>();
        final List<Long> one = new ArrayList<>();

        Contender(String name) {
            this.name = name;
            for (int i = 0; i < PERCENTS.length; i++) {
                all.add(new ArrayList<>());
            }
        }

        abstract List<Changing> objects(boolean manyClients);

        /** Nanoseconds. */
        abstract long tick(boolean manyClients);

        double[] ticks() {
            double[] medians = new double[PERCENTS.length];
            for (int i = 0; i < medians.length; i++) {
                medians[i] = Results.median(all.get(i), n -> n);
            }
            return medians;
        }

        Costs costs() {
            double[] ticks = ticks();
            double alone = Results.median(one, n -> n);
            double fanout = (ticks[PERCENTS.length - 1] - alone) / (CLIENTS - 1) / OBJECTS;
            return new Costs(ticks[0] / OBJECTS, (alone - ticks[0]) / OBJECTS - fanout, fanout);
        }
    }

    private final class Tain extends Contender {
        private final TainWorld many;
        private final TainWorld alone;

        Tain(String name, boolean marked) {
            super(name);
            many = new TainWorld(OBJECTS, CLIENTS, marked);
            alone = new TainWorld(OBJECTS, 1, marked);
        }

        @Override
        List<Changing> objects(boolean manyClients) {
            return (manyClients ? many : alone).objects();
        }

        @Override
        long tick(boolean manyClients) {
            TainWorld world = manyClients ? many : alone;
            long nanos = world.tick();
            lastAllocated = world.allocated();
            world.drain();
            return nanos;
        }

        double bytesPerState() {
            long before = many.received();
            change(many.objects(), 100);
            many.tick();
            many.drain();
            return (double) (many.received() - before) / OBJECTS / CLIENTS;
        }
    }

    private static final class Hand extends Contender {
        private final HandWritten world = new HandWritten(OBJECTS, CLIENTS);

        Hand() {
            super("by hand");
        }

        @Override
        List<Changing> objects(boolean manyClients) {
            return world.objects();
        }

        @Override
        long tick(boolean manyClients) {
            long before = System.nanoTime();
            world.tick(manyClients ? CLIENTS : 1);
            return System.nanoTime() - before;
        }
    }

    private final Vector3[] places = new Vector3[1024];
    private final int rounds;
    private int step;
    private long lastAllocated;
    private long allocated;

    private SyncBenchmark(boolean quick) {
        this.rounds = quick ? 6 : 20;
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
                + CLIENTS + " clients; medians of " + rounds + " turns of " + TICKS + " ticks");
        Tain compared = new Tain("Tain, compared", false);
        Tain marked = new Tain("Tain, marked", true);
        Hand hand = new Hand();
        List<Contender> contenders = List.of(compared, marked, hand);
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            if (round == 0) {
                System.gc(); // all worlds are old: a store into an old object costs a collector's barrier
            }
            Results.progress("sync: " + (round < 0 ? "warming up" : "turn " + (round + 1) + " of " + rounds));
            for (Contender contender : contenders) {
                turn(contender, round >= 0);
            }
        }
        Results.progressDone();
        print(contenders, compared, marked, hand);
        int plot = List.of(args).indexOf("--plot");
        if (plot >= 0) {
            Map<String, Double> bars = new LinkedHashMap<>();
            contenders.forEach(contender -> bars.put(contender.name, contender.ticks()[2] / 1000));
            BarChart.write(
                    Path.of(args[plot + 1]),
                    "Server tick, 10 000 objects, 10 % changing, 100 clients",
                    "µs",
                    bars,
                    "Tain, compared");
        }
    }

    private void turn(Contender contender, boolean counts) {
        for (int p = 0; p < PERCENTS.length; p++) {
            ticks(contender, PERCENTS[p], true, counts ? contender.all.get(p) : null);
        }
        ticks(contender, 100, false, counts ? contender.one : null);
    }

    private void ticks(Contender contender, int percent, boolean manyClients, @Nullable List<Long> into) {
        long least = Long.MAX_VALUE;
        lastAllocated = 0;
        for (int i = 0; i < TICKS; i++) {
            change(contender.objects(manyClients), percent);
            long nanos = contender.tick(manyClients);
            least = Math.min(least, lastAllocated);
            if (into != null && i >= TICKS / 4) {
                into.add(nanos); // the first fetch their world into the caches
            }
        }
        if (into != null) {
            allocated = Math.max(allocated, least);
        }
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

    private void print(List<Contender> contenders, Tain compared, Tain marked, Hand hand) {
        System.out.printf(Locale.ROOT, "%.1f bytes per changed object and recipient%n%n", compared.bytesPerState());
        System.out.println("| µs per tick, changing: | 0 % | 1 % | 10 % | 100 % |");
        System.out.println("|---|---|---|---|---|");
        for (Contender contender : contenders) {
            double[] ticks = contender.ticks();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.0f | %.0f |%n",
                    contender.name,
                    ticks[0] / 1000,
                    ticks[1] / 1000,
                    ticks[2] / 1000,
                    ticks[3] / 1000);
        }
        System.out.println();
        System.out.println("| ns | per unchanged object | per changed object | per changed object and recipient |");
        System.out.println("|---|---|---|---|");
        for (Contender contender : contenders) {
            Costs costs = contender.costs();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.1f | %.2f |%n",
                    contender.name,
                    costs.unchanged(),
                    costs.changed(),
                    costs.fanout());
        }
        System.out.println();
        Costs byHand = hand.costs();
        Results.ratio("sync.unchanged-vs-hand", compared.costs().unchanged() / byHand.unchanged());
        Results.ratio("sync.changed-vs-hand", compared.costs().changed() / byHand.changed());
        Results.ratio("sync.fanout-vs-hand", compared.costs().fanout() / byHand.fanout());
        Results.ratio("sync.marked-unchanged-vs-hand", marked.costs().unchanged() / byHand.unchanged());
        Results.ratio("sync.marked-changed-vs-hand", marked.costs().changed() / byHand.changed());
        Results.ratio("sync.alloc-bytes", allocated);
    }
}
