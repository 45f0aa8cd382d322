package dev.tain.transport.netty;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of a server whose handshake is under way. There may only be so many. One more, and the oldest gives way
 * rather than the newest: whoever means it is done in a moment, and those who hold places for nothing are the old ones.
 * Any thread.
 */
final class Newcomers {
    private final int countMax;
    private final Set<StreamConnection> waiting = new LinkedHashSet<>(); // oldest first; guarded by this

    Newcomers(int countMax) {
        this.countMax = countMax;
    }

    /** Returns the one that must give way, if one must. */
    @Nullable
    synchronized StreamConnection add(StreamConnection connection) {
        waiting.add(connection);
        if (waiting.size() <= countMax) {
            return null;
        }
        StreamConnection oldest = waiting.iterator().next();
        waiting.remove(oldest);
        return oldest;
    }

    synchronized void remove(StreamConnection connection) {
        waiting.remove(connection);
    }
}
