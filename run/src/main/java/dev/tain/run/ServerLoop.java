package dev.tain.run;

import dev.tain.NetworkServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The loop of a dedicated server: ticks it, and the game with it, at a steady rate on the thread that calls
 * {@link #run()}, until the server stops.
 *
 * <pre>{@code
 * NetworkServer server = NetworkServer.listen("tcp://0.0.0.0:7777");
 * new ServerLoop(server, 60)
 *         .update(game::update)
 *         .drainOnShutdown(Duration.ofSeconds(10), "The server restarts.")
 *         .run();
 * }</pre>
 *
 * <p>If {@code update} throws, the loop ends and {@code run} throws it, after stopping the server.
 */
public final class ServerLoop {
    private static final long MARGIN_MILLIS = 2000;

    private final NetworkServer server;
    private final TickLoop loop;
    private final CountDownLatch finished = new CountDownLatch(1);
    private Runnable update = () -> {};

    /** @param tickRate ticks per second, 1 to 1000 */
    public ServerLoop(NetworkServer server, int tickRate) {
        this.server = server;
        this.loop = new TickLoop(tickRate, this::tick);
    }

    /** What to do in each tick, after messages were handled. */
    public ServerLoop update(Runnable update) {
        this.update = update;
        return this;
    }

    /**
     * When the process is asked to end (SIGTERM, Ctrl-C): refuses newcomers, tells the clients, waits for them to leave
     * for at most {@code atMost}, and ends the process with status 0. Other shutdown hooks run at the same time and are
     * not waited for longer than that.
     */
    public ServerLoop drainOnShutdown(Duration atMost, String text) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drainAndHalt(atMost, text), "tain-drain"));
        return this;
    }

    // A JVM ended by a signal exits with 128 + its number, whatever its hooks do; a drained server has ended well.
    private void drainAndHalt(Duration atMost, String text) {
        if (finished.getCount() == 0) {
            return; // the loop had ended before the process did: not ours to judge
        }
        server.execute(() -> server.drain(atMost, text));
        try {
            boolean drained = finished.await(atMost.toMillis() + MARGIN_MILLIS, TimeUnit.MILLISECONDS);
            System.out.flush();
            System.err.flush();
            Runtime.getRuntime().halt(drained ? 0 : 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ticks until the server stops, by itself, by a drain or by {@link #stop()}. */
    public void run() {
        try {
            loop.run();
        } finally {
            server.stop();
            finished.countDown();
        }
    }

    /** Ends the loop and stops the server; from any thread. */
    public void stop() {
        loop.stop();
    }

    private void tick(long now) {
        server.tick(now);
        if (server.isListening()) {
            update.run();
        } else {
            loop.stop();
        }
    }
}
