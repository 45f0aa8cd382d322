package dev.tain.testing;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.connection.Report;
import dev.tain.connection.ReportSink;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A whole session in one thread, with a clock and a network made of numbers: servers, clients, bad links, seconds of
 * play in milliseconds, the same every time for the same seed. For a game's own tests:
 *
 * <pre>{@code
 * @Test
 * void everybodyHearsTheScore() {
 *     NetworkSimulation.run(net -> {
 *         NetworkServer server = net.server();
 *         NetworkClient client = net.client();
 *         client.registerHandler(ScoreMessage.class, score -> heard.add(score));
 *         net.connect(client);
 *
 *         server.sendToAll(new ScoreMessage(10, Vector3.ZERO, 3));
 *         net.exchange();
 *
 *         assertThat(heard).hasSize(1);
 *     });
 * }
 * }</pre>
 *
 * <p>When the scenario fails, the error names the seed; {@code -Dtain.seed=…} repeats it. What a handler throws fails
 * the scenario, unless {@link #tolerateFailures()} was called. Handlers run inside {@link #exchange}, {@link #advance}
 * and {@link #connect}.
 */
public final class NetworkSimulation implements AutoCloseable {
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1) / 60;
    private static final int SETTLE_TICKS = 4;
    private static final int EXCHANGE_TICKS_MAX = 60 * 60;

    /** What happens in a simulation. */
    @FunctionalInterface
    public interface Scenario {
        void play(NetworkSimulation net) throws Exception;
    }

    private final long seed;
    private final Random random;
    private final Map<NetworkServer, SimulatedNetwork> networks = new IdentityHashMap<>();
    private final List<SimulatedNetwork> links = new ArrayList<>();
    private final List<LongConsumer> others = new ArrayList<>();
    private final List<NetworkServer> servers = new ArrayList<>();
    private final List<NetworkClient> clients = new ArrayList<>();
    private final Map<NetworkClient, ClientTransport> ends = new IdentityHashMap<>();
    private final Set<NetworkClient> frozen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Report> reports = new ArrayList<>();
    private final Set<Report> thrown = new HashSet<>();
    private NetworkConditions conditions = NetworkConditions.perfect();
    private long now = TICK_NANOS;
    private boolean tolerant;

    private NetworkSimulation(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** A simulation to be driven by hand; whoever makes it says the seed when it fails. */
    public static NetworkSimulation seeded(long seed) {
        return new NetworkSimulation(seed);
    }

    /** Plays a scenario with the {@linkplain #firstSeed() first seed}. */
    public static void run(Scenario scenario) {
        forSeeds(1, scenario);
    }

    /**
     * The seed that simulations begin with: the one of {@code -Dtain.seed}, which is then the only one; else that of
     * {@code -Dtain.firstSeed}, for builds that do the same every time; else one drawn from the clock.
     */
    public static long firstSeed() {
        return Long.getLong("tain.seed", Long.getLong("tain.firstSeed", System.nanoTime() & 0xFFFFFFFFL));
    }

    /** Of so many seeds asked for, how many to play: one, if {@code -Dtain.seed} names it. */
    public static int seedCount(int asked) {
        return Long.getLong("tain.seed") != null ? 1 : asked;
    }

    /** Plays a scenario with as many seeds, from the {@linkplain #firstSeed() first} on. */
    public static void forSeeds(int count, Scenario scenario) {
        long first = firstSeed();
        if (count > 1) {
            System.out.println("Simulating with seeds " + first + " to " + (first + count - 1));
        }
        for (long seed = first; seed < first + seedCount(count); seed++) {
            try (NetworkSimulation net = new NetworkSimulation(seed)) {
                scenario.play(net);
                net.throwReported();
            } catch (Throwable e) {
                throw new AssertionError("With seed " + seed + " (repeat with -Dtain.seed=" + seed + "): " + e, e);
            }
        }
    }

    public long seed() {
        return seed;
    }

    /** Chance that belongs to the seed, for the scenario's own decisions. */
    public Random random() {
        return random;
    }

    /** The time, as the servers and clients see it. */
    public long nowNanos() {
        return now;
    }

    // ---------------------------------------------------------------- who takes part

    /** A server that listens, on a network of its own. */
    public NetworkServer server() {
        return server(builder -> {});
    }

    /** A server told more, that listens on a network of its own. */
    public NetworkServer server(Consumer<NetworkServer.Builder> settings) {
        SimulatedNetwork network = network();
        NetworkServer.Builder builder = NetworkServer.builder()
                .transport(network.server())
                .tokenSource(this::randomBytes)
                .reportSink(this::report);
        settings.accept(builder);
        NetworkServer server = builder.build();
        server.start();
        networks.put(server, network);
        servers.add(server);
        return server;
    }

    /** Bytes of the seed's chance; for tokens in tests, where anybody may guess them. */
    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A network of its own, for a server and clients that something else makes; see {@link #alsoTick}. */
    public SimulatedNetwork network() {
        SimulatedNetwork network = SimulatedNetwork.create(random);
        network.conditions(conditions);
        links.add(network);
        return network;
    }

    /**
     * Takes something along that ticks by itself, such as a {@code NetworkManager}: called once per tick with the time,
     * after the servers and before the clients made here, in the order of these calls.
     */
    public void alsoTick(LongConsumer tick) {
        others.add(tick);
    }

    /** Where those not made here report to, so that what fails in them fails the scenario. */
    public ReportSink reportSink() {
        return this::report;
    }

    /** A client, not connected yet. */
    public NetworkClient client() {
        return client(builder -> {});
    }

    /** A client told more, not connected yet. */
    public NetworkClient client(Consumer<NetworkClient.Builder> settings) {
        NetworkClient.Builder builder = NetworkClient.builder().reportSink(this::report);
        settings.accept(builder);
        NetworkClient client = builder.build();
        clients.add(client);
        return client;
    }

    /** A new client, connected to the last server made. */
    public NetworkClient connectClient() {
        return connect(client());
    }

    /** A new client told more, connected to the last server made. */
    public NetworkClient connectClient(Consumer<NetworkClient.Builder> settings) {
        return connect(client(settings));
    }

    /** Connects a client to the last server made and goes on until it is in, or turned away. */
    public NetworkClient connect(NetworkClient client) {
        return connect(client, servers.get(servers.size() - 1));
    }

    /** Connects a client to a server and goes on until it is in, or turned away. */
    public NetworkClient connect(NetworkClient client, NetworkServer server) {
        beginConnect(client, server);
        for (int i = 0; i < EXCHANGE_TICKS_MAX && client.state() == ClientState.CONNECTING; i++) {
            tick();
        }
        return client;
    }

    /** Connects a client to a server without going on. */
    public void beginConnect(NetworkClient client, NetworkServer server) {
        SimulatedNetwork network = networks.get(server);
        if (network == null) {
            throw new IllegalArgumentException("That server was not made by this simulation's server().");
        }
        ClientTransport end = network.client();
        ends.put(client, end);
        client.connect(end);
    }

    // ---------------------------------------------------------------- what happens

    /** Goes on until nothing is under way and everybody had a few ticks to answer. */
    public void exchange() {
        int quietTicks = 0;
        for (int i = 0; i < EXCHANGE_TICKS_MAX && quietTicks < SETTLE_TICKS; i++) {
            tick();
            quietTicks = isQuiet() ? quietTicks + 1 : 0;
        }
    }

    /** Goes on for a time, tick by tick, 60 a second. */
    public void advance(Duration duration) {
        long end = now + duration.toNanos();
        while (end - now > 0) {
            tick();
        }
    }

    /** One tick of everybody, servers first. */
    public void tick() {
        now += TICK_NANOS;
        for (NetworkServer server : servers) {
            server.tick(now);
        }
        for (LongConsumer other : List.copyOf(others)) {
            other.accept(now);
        }
        for (NetworkClient client : List.copyOf(clients)) {
            if (!frozen.contains(client)) {
                client.tick(now);
            }
        }
        throwReported();
    }

    private boolean isQuiet() {
        for (SimulatedNetwork network : links) {
            if (!network.isQuiet()) {
                return false;
            }
        }
        return true;
    }

    /** From now on, every link, both ways, is like this. */
    public void conditions(NetworkConditions conditions) {
        this.conditions = conditions;
        links.forEach(network -> network.conditions(conditions));
    }

    /** Cuts a client's link in the middle of whatever is under way. */
    public void cut(NetworkClient client) {
        ClientTransport end = ends.get(client);
        if (end != null) {
            networks.values().forEach(network -> network.cut(end));
        }
    }

    /** Stops ticking a client, as a program that hangs; its link stays. */
    public void freeze(NetworkClient client) {
        frozen.add(client);
    }

    /** Ticks it again. */
    public void thaw(NetworkClient client) {
        frozen.remove(client);
    }

    // ---------------------------------------------------------------- what was reported

    /** All reports so far: refusals, violations, failed callbacks. */
    public List<Report> reports() {
        return Collections.unmodifiableList(reports);
    }

    /** Handlers may throw in this scenario; the failures are in {@link #reports()}. */
    public void tolerateFailures() {
        tolerant = true;
    }

    private void report(Report report) {
        reports.add(report);
    }

    private void throwReported() {
        for (int i = 0; i < reports.size() && !tolerant; i++) {
            Report report = reports.get(i);
            @Nullable Throwable cause = report.cause();
            if (cause != null && thrown.add(report)) {
                if (cause instanceof Error) {
                    throw (Error) cause;
                }
                throw new AssertionError(report.text(), cause);
            }
        }
    }

    /** Stops everybody. */
    @Override
    public void close() {
        tolerant = true;
        clients.forEach(NetworkClient::disconnect);
        servers.forEach(NetworkServer::stop);
    }
}
