package dev.tain.internal.server;

import dev.tain.internal.collect.IntMap;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The spawned objects, by number and in the order of their spawn. A loop over them may add and remove some. */
final class SpawnedObjects implements Iterable<ServerObject> {
    private final IntMap<ServerObject> byNetId = new IntMap<>();
    private @Nullable ServerObject first;
    private @Nullable ServerObject last;

    @Nullable
    ServerObject get(int netId) {
        return byNetId.get(netId);
    }

    int size() {
        return byNetId.size();
    }

    void add(ServerObject object) {
        byNetId.put(object.identity.netId(), object);
        object.previous = last;
        object.next = null;
        if (last == null) {
            first = object;
        } else {
            last.next = object;
        }
        last = object;
    }

    // Its own next stays, for a loop that stands on it.
    void remove(ServerObject object) {
        byNetId.remove(object.identity.netId());
        if (object.previous == null) {
            first = object.next;
        } else {
            object.previous.next = object.next;
        }
        if (object.next == null) {
            last = object.previous;
        } else {
            object.next.previous = object.previous;
        }
    }

    @Override
    public Iterator<ServerObject> iterator() {
        return new Iterator<>() {
            private @Nullable ServerObject next = first;

            private @Nullable ServerObject peek() {
                while (next != null && !next.identity.isSpawned()) {
                    next = next.next;
                }
                return next;
            }

            @Override
            public boolean hasNext() {
                return peek() != null;
            }

            @Override
            public ServerObject next() {
                ServerObject object = peek();
                if (object == null) {
                    throw new NoSuchElementException();
                }
                next = object.next;
                return object;
            }
        };
    }
}
