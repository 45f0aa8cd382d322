package dev.tain.run;

import dev.tain.NetworkServer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The loop of a dedicated server: ticks it, and the game with it, at a steady rate on the thread that calls
 * {@link #run()}, until the server stops.
 *
 * <pre>{@code
 * NetworkServer server = NetworkServer.listen("kcp://0.0.0.0:7777");
 * new ServerLoop(server, 60)
 *         .update(game::update)
 *         .drainOnShutdown(Duration.ofSeconds(10), "The server restarts.")
 *         .run();
 * world.save();
 * }</pre>
 *
 * <p>If {@code update} throws, the loop ends and {@code run} throws it, after stopping the server. An interrupt of the
 * thread is a {@link #stop()}; the flag stays set.
 */
public final class ServerLoop {
    private final NetworkServer server;
    private final TickLoop loop;
    private Runnable update = () -> {};
    private @Nullable Drain drain;
    private boolean hasRun;

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
     * When the process is asked to end by a signal (SIGTERM, Ctrl-C) while {@link #run()} ticks: refuses newcomers,
     * tells the clients, waits for them to leave for at most {@code atMost}, and stops the server. Then {@code run}
     * returns as always, and what follows it on its thread still happens.
     *
     * <p>The process ends with status 0 as soon as the thread that called {@code run} has ended, or itself calls
     * {@code System.exit}; at the latest ten seconds after {@code atMost}. The status is 1 if {@code run} has not
     * returned by then, or threw. Other shutdown hooks run at the same time and are not waited for longer than that.
     *
     * <p>{@code System.exit} is not a signal: it ends the process at once and with its own status, as everywhere. A
     * signal before {@code run} was called, or after it returned, ends the process as if this were not here. Call this
     * before {@code run}.
     */
    public ServerLoop drainOnShutdown(Duration atMost, String text) {
        drain = new Drain(server, atMost, text);
        return this;
    }

    /**
     * Ticks until the server stops, by itself, by a drain or by {@link #stop()}. A loop runs once.
     *
     * @throws IllegalStateException if the server is not started
     */
    public void run() {
        if (hasRun) {
            throw new IllegalStateException("This loop has run already; make another for another run.");
        }
        if (!server.isListening()) {
            throw new IllegalStateException(
                    "The server of this loop is not started. Call server.start() before run().");
        }
        hasRun = true;
        Drain onShutdown = drain;
        if (onShutdown != null && !onShutdown.arm(Thread.currentThread())) {
            loop.stop(); // the process is ending already
        }
        boolean hasReturned = false;
        try {
            runAndStop();
            hasReturned = true;
        } finally {
            if (onShutdown != null) {
                onShutdown.disarm(hasReturned);
            }
        }
    }

    private void runAndStop() {
        try {
            loop.run();
        } finally {
            server.stop();
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
