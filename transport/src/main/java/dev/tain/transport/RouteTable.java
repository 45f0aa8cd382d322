package dev.tain.transport;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Routes by number, in an array sorted by it: ids grow, so adding is appending, and finding allocates nothing. */
final class RouteTable {
    private int[] ids = new int[16];
    private MultiplexTransport.@Nullable Route[] routes = new MultiplexTransport.Route[16];
    private int size;

    MultiplexTransport.@Nullable Route get(int id) {
        int at = Arrays.binarySearch(ids, 0, size, id);
        return at < 0 ? null : routes[at];
    }

    void put(int id, MultiplexTransport.Route route) {
        int at = Arrays.binarySearch(ids, 0, size, id);
        if (at >= 0) {
            throw new IllegalStateException("A transport gave the id " + id + " twice.");
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            routes = Arrays.copyOf(routes, size * 2);
        }
        int place = -at - 1;
        System.arraycopy(ids, place, ids, place + 1, size - place);
        System.arraycopy(routes, place, routes, place + 1, size - place);
        ids[place] = id;
        routes[place] = route;
        size++;
    }

    MultiplexTransport.@Nullable Route remove(int id) {
        int at = Arrays.binarySearch(ids, 0, size, id);
        if (at < 0) {
            return null;
        }
        MultiplexTransport.Route removed = routes[at];
        size--;
        System.arraycopy(ids, at + 1, ids, at, size - at);
        System.arraycopy(routes, at + 1, routes, at, size - at);
        routes[size] = null;
        return removed;
    }

    void clear() {
        Arrays.fill(routes, 0, size, null);
        size = 0;
    }
}
