package dev.tain.benchmarks.motion;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.benchmarks.Results;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.RateLimit;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.prediction.PredictionStatistics;
import dev.tain.rewind.Hitbox;
import dev.tain.rewind.LagCompensation;
import dev.tain.rewind.LagCompensator_Networked;
import dev.tain.transport.MemoryNetwork;
import dev.tain.value.Ray;
import dev.tain.value.Vector3;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a predicted object costs per step, on the server and on its owner's client, what a step costs that is replayed, and
 * what it costs to look at an object as it was. In one process, over the memory transport, in virtual time. Beside the
 * steps, in turns, the same objects stepped by a plain loop.
 */
public final class MotionBenchmark {
    private static final int OBJECTS = 500;
    private static final long TICK = 1_000_000_000L / 30;
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int rounds;
    private long now = 1_000_000_000L;

    private MotionBenchmark(boolean quick) {
        this.rounds = quick ? 30 : 120;
    }

    public static void main(String[] args) {
        new MotionBenchmark(List.of(args).contains("--quick")).run();
    }

    /** Nanoseconds and bytes of one run of something. */
    private record Cost(double nanos, double bytes) {}

    private static Cost cost(Runnable work) {
        long before = System.nanoTime();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        return new Cost(System.nanoTime() - before, bytes);
    }

    private static double nanos(List<Cost> costs) {
        return Results.median(costs, Cost::nanos);
    }

    private static double bytes(List<Cost> costs) {
        return Results.median(costs, Cost::bytes);
    }

    private void run() {
        System.out.println(Results.machine());
        System.out.println(OBJECTS + " objects of five floats, a step of about thirty operations; medians of " + rounds
                + " turns\n");
        Results.progress("motion: the server's steps");
        List<List<Cost>> server = serverSteps();
        Results.progress("motion: a client's steps and replays");
        List<List<Cost>> client = clientSteps();
        Results.progress("motion: rewinding");
        List<List<Cost>> rewind = rewinds();
        Results.progressDone();

        System.out.println("| | ns | B |");
        System.out.println("|---|---|---|");
        row("plain loop, per object and step", server.get(1));
        row("server, per object and step", server.get(0));
        row("owner's client, per object and step: simulate, remember, say the input", client.get(0));
        row("owner's client, per replayed step: simulate, remember", client.get(1)); // its bytes are the correction's
        row("ray against one object as it was", rewind.get(0));
        row("set back and forth, per object", rewind.get(1));
        System.out.println();
        Results.ratio("motion.server-step-vs-loop", nanos(server.get(0)) / nanos(server.get(1)));
        Results.ratio("motion.client-step-vs-loop", nanos(client.get(0)) / nanos(server.get(1)));
        Results.ratio("motion.replayed-step-vs-loop", nanos(client.get(1)) / nanos(server.get(1)));
        Results.ratio(
                "motion.alloc-bytes",
                bytes(server.get(0)) + bytes(client.get(0)) + bytes(rewind.get(0)) + bytes(rewind.get(1)));
    }

    private static void row(String what, List<Cost> costs) {
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.3f |%n", what, nanos(costs), bytes(costs));
    }

    private static Cost each(Cost whole, double parts) {
        return new Cost(whole.nanos / parts, whole.bytes / parts);
    }

    // ---------------------------------------------------------------- steps

    private List<List<Cost>> serverSteps() {
        Prefabs prefabs = Prefabs.builder().add("cart", Cart.class).build();
        MemoryNetwork network = new MemoryNetwork();
        NetworkServer server = NetworkServer.builder()
                .transport(network.server())
                .prefabs(prefabs)
                .sendRate(30)
                .build();
        server.start();
        List<Cart> carts = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            carts.add(server.spawn(server.instantiate("cart")).behaviour(Cart.class));
        }
        List<Cost> ours = new ArrayList<>();
        List<Cost> loop = new ArrayList<>();
        Cart.Drive nothing = new Cart.Drive(0, 0);
        for (int turn = -rounds; turn < rounds; turn++) {
            for (int i = 0; i < 10; i++) {
                now += TICK;
                Cost tick = each(cost(() -> server.tick(now)), OBJECTS);
                Cost plain = each(
                        cost(() -> {
                            for (int j = 0; j < carts.size(); j++) {
                                carts.get(j).step(nothing, 1f / 30);
                            }
                        }),
                        OBJECTS);
                if (turn >= 0) {
                    ours.add(tick);
                    loop.add(plain);
                }
            }
        }
        server.stop();
        return List.of(ours, loop);
    }

    private List<List<Cost>> clientSteps() {
        Prefabs prefabs = Prefabs.builder().add("cart", Cart.class).build();
        MemoryNetwork network = new MemoryNetwork();
        NetworkServer server = NetworkServer.builder()
                .transport(network.server())
                .prefabs(prefabs)
                .sendRate(30)
                .commandLimit(RateLimit.perSecond(1_000_000))
                .build();
        server.start();
        NetworkClient client = NetworkClient.builder().prefabs(prefabs).build();
        client.connect(network.client());
        exchange(server, client, 10);
        client.ready();
        NetworkConnection owner = server.connections().iterator().next();
        List<Cart> theirs = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            theirs.add(server.spawn(server.instantiate("cart"), owner).behaviour(Cart.class));
        }
        exchange(server, client, 60);
        List<Cart> carts = new ArrayList<>();
        for (NetworkIdentity object : client.objects()) {
            carts.add(object.behaviour(Cart.class));
        }
        List<Cost> steps = new ArrayList<>();
        List<Cost> replays = new ArrayList<>();
        double asPredicted = 0;
        for (int turn = -2 * rounds; turn < 2 * rounds; turn++) {
            boolean disturbed = turn % 2 != 0; // what it costs more than a correction that says what was predicted
            exchange(server, client, 20);
            for (int i = 0; i < 10; i++) { // the server is silent: steps, and nothing else
                now += TICK;
                Cost step = each(cost(() -> client.tick(now)), OBJECTS);
                if (turn >= 0 && i > 0) {
                    steps.add(step);
                }
            }
            if (disturbed) {
                for (Cart cart : theirs) {
                    cart.x += 1;
                }
            }
            server.tick(now);
            long before = replayed(carts);
            now += TICK;
            double nanos = cost(() -> client.tick(now)).nanos;
            double count = replayed(carts) - before;
            if (!disturbed) {
                asPredicted = nanos;
            } else if (turn >= 0 && count > 0) {
                replays.add(new Cost((nanos - asPredicted) / count, 0));
            }
        }
        server.stop();
        return List.of(steps, replays);
    }

    private static long replayed(List<Cart> carts) {
        long count = 0;
        for (Cart cart : carts) {
            PredictionStatistics statistics = cart.group().statistics();
            count += statistics.replayed();
        }
        return count;
    }

    private void exchange(NetworkServer server, NetworkClient client, int ticks) {
        for (int i = 0; i < ticks; i++) {
            now += TICK;
            server.tick(now);
            client.tick(now);
        }
    }

    // ---------------------------------------------------------------- rewinding

    private List<List<Cost>> rewinds() {
        @Nullable LagCompensation[] judge = new @Nullable LagCompensation[1];
        Prefabs prefabs = Prefabs.builder()
                .add("cart", parts -> {
                    parts.add(Cart.class);
                    parts.add(new LagCompensator_Networked(judge[0], Hitbox.box(1, 1, 1)));
                })
                .build();
        MemoryNetwork network = new MemoryNetwork();
        NetworkServer server = NetworkServer.builder()
                .transport(network.server())
                .prefabs(prefabs)
                .sendRate(30)
                .build();
        server.start();
        LagCompensation lag = new LagCompensation(server.time());
        judge[0] = lag;
        NetworkClient client = NetworkClient.builder().prefabs(prefabs).build();
        client.connect(network.client());
        exchange(server, client, 30);
        NetworkConnection shooter = server.connections().iterator().next();
        for (int i = 0; i < OBJECTS; i++) {
            Cart cart = server.instantiate("cart").behaviour(Cart.class);
            cart.x = i % 25 * 4;
            cart.z = i / 25 * 4;
            cart.speed = 1;
            server.spawn(cart.identity());
        }
        exchange(server, client, 60);
        List<Cost> rays = new ArrayList<>();
        List<Cost> worlds = new ArrayList<>();
        Ray past = new Ray(new Vector3(-10, 50, -10), new Vector3(1, 0, 0));
        Runnable nothing = () -> {};
        for (int turn = -rounds; turn < rounds; turn++) {
            for (int i = 0; i < 10; i++) {
                Cost ray = each(cost(() -> lag.raycast(shooter, past, 1000)), OBJECTS);
                Cost world = each(cost(() -> lag.rewind(shooter, nothing)), OBJECTS);
                if (turn >= 0) {
                    rays.add(ray);
                    worlds.add(world);
                }
            }
        }
        server.stop();
        return List.of(rays, worlds);
    }
}
