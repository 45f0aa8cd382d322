package dev.tain.run;

import dev.tain.NetworkClient;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ticks a client on a thread of its own, for programs that have no loop: a bot, a tool, a bridge. Handlers run on that
 * thread, and the rest of the program talks to the client through {@link NetworkClient#execute}.
 *
 * <pre>{@code
 * try (ClientLoop loop = ClientLoop.start(client, 60)) {
 *     client.execute(() -> client.send(new ChatMessage("hello")));
 *     …
 * }
 * }</pre>
 */
public final class ClientLoop implements AutoCloseable {
    private final TickLoop loop;
    private final Thread thread;

    private ClientLoop(NetworkClient client, int tickRate) {
        loop = new TickLoop(tickRate, client::tick);
        thread = new Thread(
                () -> {
                    loop.run();
                    client.disconnect();
                    client.tick(System.nanoTime());
                },
                "tain-client");
        thread.setDaemon(true);
    }

    /**
     * Begins to tick.
     *
     * @param tickRate ticks per second, 1 to 1000
     */
    public static ClientLoop start(NetworkClient client, int tickRate) {
        ClientLoop loop = new ClientLoop(client, tickRate);
        loop.thread.start();
        return loop;
    }

    /** Disconnects and ends the thread. */
    @Override
    public void close() {
        loop.stop();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until the loop has ended.
     *
     * @throws TimeoutException if it has not within the time
     */
    public void join(long timeout, TimeUnit unit) throws InterruptedException, TimeoutException {
        unit.timedJoin(thread, timeout);
        if (thread.isAlive()) {
            throw new TimeoutException("The client still ticks after " + timeout + " " + unit + ".");
        }
    }
}
