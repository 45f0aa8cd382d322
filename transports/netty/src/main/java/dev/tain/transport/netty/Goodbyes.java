package dev.tain.transport.netty;

import java.util.concurrent.TimeUnit;

/**
 * Keeps the program alive while clients say goodbye. The I/O threads are daemons, so a program that sends, disconnects
 * and returns from {@code main} would end before its last bytes have left. For as long as there are goodbyes, and no
 * longer than the linger time allows, there is one thread that is no daemon and does nothing.
 */
public final class Goodbyes implements Runnable {
    private static final int MARGIN_MILLIS = 1_000;

    // Guarded by this.
    private int open;
    private boolean isKeeping;
    private long deadline;

    Goodbyes() {}

    /** A client has something to bring out, within the linger time. */
    public synchronized void begin(int lingerMillis) {
        open++;
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(lingerMillis + (long) MARGIN_MILLIS);
        if (!isKeeping) {
            isKeeping = true;
            Thread keeper = new Thread(this, "tain-goodbye");
            keeper.setDaemon(false);
            keeper.start();
        }
    }

    public synchronized void end() {
        open--;
        notifyAll();
    }

    @Override
    public synchronized void run() {
        long millis = millisLeft();
        while (open > 0 && millis > 0) {
            try {
                wait(millis);
            } catch (InterruptedException e) {
                break; // somebody wants all threads to end
            }
            millis = millisLeft();
        }
        isKeeping = false;
    }

    private long millisLeft() {
        return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
}
