package dev.tain.internal.server;

import dev.tain.connection.RateLimit;
import dev.tain.internal.collect.IntMap;
import dev.tain.internal.object.Part;
import dev.tain.internal.session.Connection;
import dev.tain.internal.session.TokenBucket;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the objects' side knows of one client. A client that keeps up is <i>in step</i>: it is sent what everybody is. One
 * that lags, or that was shown an object in this round, is not: for each object there is one mask of what it has yet to
 * be sent, and it gets the values of then, when it can take them.
 */
final class ObserverView {
    /** What a client has yet to be sent of one object. */
    static final class Pending {
        final ServerObject object;
        private final int netId;
        final long[] fields;
        final long[] collections;
        long ownData;

        Pending(ServerObject object) {
            this.object = object;
            this.netId = object.identity.netId();
            this.fields = new long[object.parts.length];
            this.collections = new long[object.parts.length];
        }

        void add(Part part, long moreFields, long moreCollections, boolean moreOwnData) {
            fields[part.index] |= moreFields;
            collections[part.index] |= moreCollections;
            ownData |= moreOwnData ? 1L << part.index : 0;
        }

        void remove(Part part) {
            fields[part.index] = 0;
            collections[part.index] = 0;
            ownData &= ~(1L << part.index);
        }

        boolean has(int part) {
            return (fields[part] | collections[part] | ownData & 1L << part) != 0;
        }

        boolean isEmpty() {
            for (int i = 0; i < fields.length; i++) {
                if (has(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    final Connection connection;

    /** How often readiness was taken back, as a byte; what a client says counts if it knows that. */
    byte readiness;

    final Set<ServerObject> owned = new LinkedHashSet<>();

    /** Objects it observes that not everybody does. */
    final Set<ServerObject> observing = new LinkedHashSet<>();

    /** Prefab numbers it was told. */
    final BitSet prefabs = new BitSet();

    final EntryBatch batch = new EntryBatch();

    @Nullable
    ServerObject player;

    boolean ready;

    /** Whether it is shown everything when it comes back. */
    boolean readyOnReturn;

    private final IntMap<Pending> pending = new IntMap<>();
    private final List<Pending> order = new ArrayList<>();
    private final Set<ServerObject> fresh = new LinkedHashSet<>();
    private @Nullable TokenBucket commands;
    private boolean everythingFresh;
    private boolean congested;

    ObserverView(Connection connection) {
        this.connection = connection;
    }

    boolean observes(ServerObject object) {
        return ready && (object.open || observing.contains(object));
    }

    /** Whether it is sent what everybody is. Asked once a round, since it looks at the connection. */
    boolean lookWhetherInStep() {
        congested = connection.isCongested();
        return isInStep();
    }

    boolean isInStep() {
        return !congested && !everythingFresh && fresh.isEmpty() && order.isEmpty();
    }

    boolean isCongested() {
        return congested;
    }

    /** It was shown the object as it is now. */
    void showed(ServerObject object) {
        if (!everythingFresh) {
            fresh.add(object);
        }
    }

    /** It was shown everything. */
    void showedEverything() {
        everythingFresh = true;
    }

    boolean isFresh(ServerObject object) {
        return everythingFresh || fresh.contains(object);
    }

    boolean hasFresh() {
        return everythingFresh || !fresh.isEmpty();
    }

    void endRound() {
        everythingFresh = false;
        if (!fresh.isEmpty()) {
            fresh.clear();
        }
    }

    Pending pending(ServerObject object) {
        Pending found = pending.get(object.identity.netId());
        if (found == null) {
            found = new Pending(object);
            pending.put(object.identity.netId(), found);
            order.add(found);
        }
        return found;
    }

    /** In the order in which they came to wait; what was sent goes with {@link #dropEmpty}. */
    List<Pending> pending() {
        return order;
    }

    /** Forgets those that have nothing left. */
    void dropEmpty() {
        order.removeIf(one -> {
            boolean empty = one.isEmpty() || !one.object.identity.isSpawned();
            if (empty) {
                pending.remove(one.netId);
            }
            return empty;
        });
    }

    /** It is sent anew, or never again, what owners see or decide of an object: none of it waits any more. */
    void forgetOwned(ServerObject object) {
        Pending waiting = pending.get(object.identity.netId());
        if (waiting != null) {
            for (Part part : object.parts) {
                if (part.ownerOnly || part.clientDecides) {
                    waiting.remove(part);
                }
            }
        }
    }

    /** It no longer observes the object. */
    void forget(ServerObject object) {
        observing.remove(object);
        fresh.remove(object);
        Pending gone = pending.remove(object.identity.netId());
        if (gone != null) {
            order.remove(gone);
        }
    }

    /** It observes nothing any more. */
    void forgetAll() {
        observing.clear();
        fresh.clear();
        pending.clear();
        order.clear();
        everythingFresh = false;
    }

    boolean mayCommand(RateLimit limit, long now, int cost) {
        if (commands == null) {
            commands = new TokenBucket(limit, now);
        }
        return commands.tryTake(now, cost);
    }
}
