package dev.tain.transport.netty;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a server is in its handshake. There may only be so many. One more, and the oldest gives way
 * rather than the newest: whoever means it is done in a moment, and those who hold places for nothing are the old ones.
 * Any thread.
 *
 * @param <T> a connection, or what may become one
 */
public final class Newcomers<T> {
    private final int countMax;
    private final Set<T> waiting = new LinkedHashSet<>(); // oldest first; guarded by this

    public Newcomers(int countMax) {
        this.countMax = countMax;
    }

    /** Returns the one that must give way, if one must. */
    public synchronized @Nullable T add(T connection) {
        waiting.add(connection);
        if (waiting.size() <= countMax) {
            return null;
        }
        T oldest = waiting.iterator().next();
        waiting.remove(oldest);
        return oldest;
    }

    public synchronized void remove(T connection) {
        waiting.remove(connection);
    }
}
