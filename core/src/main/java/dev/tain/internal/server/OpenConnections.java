package dev.tain.internal.server;

import dev.tain.connection.NetworkConnection;
import dev.tain.internal.session.Connection;
import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The connections that are open this moment: a view of the server's list, which keeps those that just ended until the
 * tick is over.
 */
final class OpenConnections extends AbstractCollection<NetworkConnection> {
    private final List<Connection> all;

    OpenConnections(List<Connection> all) {
        this.all = all;
    }

    @Override
    public int size() {
        int count = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isOpen()) {
                count++;
            }
        }
        return count;
    }

    // By index, so that a loop over the connections may end some of them.
    @Override
    public Iterator<NetworkConnection> iterator() {
        return new Iterator<>() {
            private int next;

            private @Nullable Connection peek() {
                while (next < all.size() && !all.get(next).isOpen()) {
                    next++;
                }
                return next < all.size() ? all.get(next) : null;
            }

            @Override
            public boolean hasNext() {
                return peek() != null;
            }

            @Override
            public NetworkConnection next() {
                Connection connection = peek();
                if (connection == null) {
                    throw new NoSuchElementException();
                }
                next++;
                return connection;
            }
        };
    }
}
