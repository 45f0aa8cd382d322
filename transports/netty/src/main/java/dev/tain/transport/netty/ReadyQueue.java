package dev.tain.transport.netty;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The connections with something to tell, from the I/O threads to the game's. A connection is in it once, however much
 * it has to tell; so it is bounded by the number of connections. Two lists change places, and nothing is allocated.
 *
 * @param <C> a connection
 */
public final class ReadyQueue<C> {
    private ArrayList<C> arriving = new ArrayList<>(); // guarded by this
    private ArrayList<C> batch = new ArrayList<>(); // the game's thread
    private int next;

    /** I/O threads. */
    public synchronized void add(C connection) {
        arriving.add(connection);
    }

    /** Begins a poll: it will get what is there now. What an exception kept an earlier poll from comes first. */
    public void beginPoll() {
        if (next < batch.size()) {
            return;
        }
        batch.clear();
        next = 0;
        synchronized (this) {
            ArrayList<C> arrived = arriving;
            arriving = batch;
            batch = arrived;
        }
    }

    /** The next connection of this poll; null when it is over. */
    public @Nullable C next() {
        return next < batch.size() ? batch.get(next++) : null;
    }
}
