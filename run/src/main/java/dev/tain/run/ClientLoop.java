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
 *
 * <p>The thread is a daemon: a program that has nothing else to do ends, without a goodbye. Close the loop for that.
 */
public final class ClientLoop implements AutoCloseable {
    private final NetworkClient client;
    private final TickLoop loop;
    private final Thread thread;

    private ClientLoop(NetworkClient client, int tickRate) {
        this.client = client;
        loop = new TickLoop(tickRate, client::tick);
        thread = new Thread(this::run, "tain-client");
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

    private void run() {
        try {
            loop.run();
            client.tick(System.nanoTime()); // what was handed over just before the close
        } finally {
            client.disconnect();
        }
        client.tick(System.nanoTime()); // what the goodbye itself gave to do
    }

    /**
     * Does what was handed over by {@code execute} before this call, disconnects and ends the thread. What was sent
     * arrives. Waits until the thread has ended, so that the client may be used from another one afterwards; from
     * within a handler it returns at once, and the thread ends after the tick.
     *
     * <p>If the waiting thread is interrupted, the loop's thread is interrupted too, in case that a handler is stuck,
     * and the waiting goes on; the flag is set again at the end.
     */
    @Override
    public void close() {
        loop.stop();
        if (Thread.currentThread() == thread) {
            return;
        }
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
                thread.interrupt();
            }
        }
        if (isInterrupted) {
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
