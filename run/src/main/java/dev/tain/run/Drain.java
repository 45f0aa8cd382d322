package dev.tain.run;

import dev.tain.NetworkServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The shutdown hook of a {@link ServerLoop}, which says what it promises.
 *
 * <p>Two things about the JVM shape it. A process that a signal ends has the status 128 + the signal's number whatever
 * its hooks do; a drained server has ended well, so the hook halts with 0 instead. And a hook is not told why it runs,
 * but the thread that began the shutdown waits for the hooks and can be seen: within {@code Runtime.exit} if the
 * program asked for it, within {@code Terminator} if a signal did. A thread that comes to {@code Runtime.exit} later
 * waits there for ever; to a thread that only has to end, that is an end.
 */
final class Drain implements Runnable {
    /** TCP's stop takes its linger time of 2 s for a client that is frozen and up to 5 s for closing; then some. */
    private static final long MARGIN_MILLIS = 10_000;

    /** How often a thread that may have come to {@code Runtime.exit} is looked at. */
    private static final long LOOK_MILLIS = 50;

    private final NetworkServer server;
    private final Duration atMost;
    private final String text;
    private final Thread hook = new Thread(this, "tain-drain");
    private volatile @Nullable Thread runner;
    private volatile boolean hasReturned;

    Drain(NetworkServer server, Duration atMost, String text) {
        this.server = server;
        this.atMost = atMost;
        this.text = text;
    }

    /** The loop is about to run. Returns false if the process is ending already. */
    boolean arm(Thread thread) {
        runner = thread;
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** The loop is over. */
    void disarm(boolean returned) {
        hasReturned = returned;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs, and waits for this thread to end.
        }
    }

    @Override
    public void run() {
        Thread running = runner;
        if (running == null || !isSignal()) {
            return;
        }
        server.execute(() -> server.drain(atMost, text));
        try {
            awaitEnd(running);
        } catch (InterruptedException e) {
            return; // nobody has any business to, so it is left to the JVM
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(hasReturned ? 0 : 1);
    }

    private void awaitEnd(Thread running) throws InterruptedException {
        long limitNanos = atMost.plusMillis(MARGIN_MILLIS).toNanos();
        long start = System.nanoTime();
        while (running.isAlive() && !isWithin(running.getStackTrace(), "java.lang.Runtime", "exit")) {
            if (System.nanoTime() - start > limitNanos) {
                return;
            }
            TimeUnit.MILLISECONDS.timedJoin(running, LOOK_MILLIS);
        }
    }

    private static boolean isSignal() {
        boolean isSignal = false;
        for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
            if (isWithin(stack, "java.lang.Runtime", "exit")) {
                return false; // a handler of the program's own, which chose a status
            }
            isSignal |= isWithin(stack, "java.lang.Terminator$1", "handle");
        }
        return isSignal;
    }

    private static boolean isWithin(StackTraceElement[] stack, String type, String method) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().equals(type) && frame.getMethodName().equals(method)) {
                return true;
            }
        }
        return false;
    }
}
