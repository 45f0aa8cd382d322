package dev.tain.prediction;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.object.SpawnHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Objects that a client shows before the server has spawned them: rockets, mostly. A predicted step says so on both sides
 * alike,
 *
 * <pre>{@code
 * protected void simulate(Wish wish, float dt) {
 *     if (wish.fire()) spawns.spawn(this, "rocket", rocket -> rocket.pose().position(x, y, z));
 * }
 * }</pre>
 *
 * and each side has one of these. The client makes an object at once, which is nobody's on the network; when the server's
 * own appears, that very object becomes its copy. If the server's step spawned none, it is withdrawn.
 *
 * <pre>
 *   client   shown ──────── adopted        or        shown ──────── withdrawn
 *              step 12           ▲                     step 12            ▲
 *   server                  step 12: spawns                          step 12: does not
 * </pre>
 *
 * <p>Belongs to the thread of its side.
 */
public final class PredictedSpawns {
    /** Beyond a round trip, how long the server's object may be on its way after the step was confirmed. */
    private static final double PATIENCE_SECONDS = 0.5;

    /** Announced after an object that does not appear. */
    private static final int NONE = -1;

    /** How long after its announcement an object may appear. */
    private static final double ANNOUNCED_SECONDS = 1;

    /** Hears what becomes of objects that were spawned ahead; on a client. All methods run in a tick. */
    public interface Listener {
        /** It is to be shown; nobody else knows it. */
        default void shown(NetworkIdentity object) {}

        /** The server spawned it; what it is shown with comes next. */
        default void adopted(NetworkIdentity object) {}

        /** The server did not spawn it; it is to disappear. */
        default void withdrawn(NetworkIdentity object) {}
    }

    private static final class Pending {
        final PredictedBehaviour<?> by;
        final int step;
        final int ordinal;
        final NetworkIdentity object;
        double confirmedAt = Double.NaN;

        Pending(PredictedBehaviour<?> by, int step, int ordinal, NetworkIdentity object) {
            this.by = by;
            this.step = step;
            this.ordinal = ordinal;
            this.object = object;
        }

        boolean is(PredictedBehaviour<?> other, int otherStep, int otherOrdinal) {
            return by == other && step == otherStep && ordinal == otherOrdinal;
        }
    }

    private final @Nullable NetworkServer server;
    private final @Nullable NetworkClient client;
    private final Listener listener;
    private final List<Pending> pending = new ArrayList<>();
    private @Nullable Pending announced;
    private double announcedAt;

    private PredictedSpawns(@Nullable NetworkServer server, @Nullable NetworkClient client, Listener listener) {
        this.server = server;
        this.client = client;
        this.listener = listener;
    }

    /** The server's. */
    public static PredictedSpawns onServer(NetworkServer server) {
        return new PredictedSpawns(server, null, new Listener() {});
    }

    /**
     * A client's. It becomes the spawn handler of these prefabs.
     *
     * @throws IllegalStateException if one of them has a handler already
     * @throws IllegalArgumentException if there is no such prefab
     */
    public static PredictedSpawns onClient(NetworkClient client, Listener listener, String... prefabs) {
        PredictedSpawns spawns = new PredictedSpawns(null, client, listener);
        for (String prefab : prefabs) {
            client.registerSpawnHandler(prefab, spawns.new Adopter(client, prefab));
        }
        return spawns;
    }

    /** Objects that are shown and not yet answered for. */
    public int pendingCount() {
        return pending.size();
    }

    /**
     * Spawns an object; only within {@link PredictedBehaviour#simulate}. On a client that does not predict {@code by}, and
     * in steps that are replayed, nothing happens.
     *
     * @param setUp is given the object before anybody sees it, on both sides
     */
    public void spawn(PredictedBehaviour<?> by, String prefab, Consumer<? super NetworkIdentity> setUp) {
        if (by.isReplaying()) {
            return;
        }
        int ordinal = by.nextSpawn();
        if (server != null) {
            NetworkIdentity object = server.instantiate(prefab);
            setUp.accept(object);
            NetworkConnection owner = by.owner();
            if (owner == null) {
                server.spawn(object);
                return;
            }
            by.announceSpawn(by.step(), ordinal);
            server.spawn(object);
            if (!object.isObservedBy(owner)) {
                by.announceSpawn(by.step(), NONE); // what appears there next is another's
            }
        } else if (client != null && by.isPredicted()) {
            NetworkIdentity object = client.instantiate(prefab);
            setUp.accept(object);
            by.group().follow(this);
            by.spawns(this);
            pending.add(new Pending(by, by.step(), ordinal, object));
            listener.shown(object);
        }
    }

    /** The server is about to spawn an object in a step. */
    void announced(PredictedBehaviour<?> by, int step, int ordinal) {
        announced = null;
        for (Pending one : pending) {
            if (one.is(by, step, ordinal)) {
                announced = one;
                announcedAt = by.time().localTime();
            }
        }
    }

    /** Withdraws what the server should have spawned by now. */
    void look(PredictionGroup group) {
        for (int i = pending.size() - 1; i >= 0; i--) {
            Pending one = pending.get(i);
            boolean gone = !one.by.isAttached() || !one.by.identity().isSpawned();
            if (gone || one.by.group() == group && isOverdue(one)) {
                pending.remove(i);
                listener.withdrawn(one.object);
            }
        }
    }

    /** The object whose steps spawned them is leaving. */
    void gone(PredictedBehaviour<?> by) {
        for (int i = pending.size() - 1; i >= 0; i--) {
            if (pending.get(i).by == by) {
                listener.withdrawn(pending.remove(i).object);
            }
        }
    }

    private static boolean isOverdue(Pending one) {
        double now = one.by.time().localTime();
        if (one.by.isPredicted() && one.by.group().confirmed() - one.step < 0) {
            return false; // else it will not be told of any further step
        }
        if (Double.isNaN(one.confirmedAt)) {
            one.confirmedAt = now;
        }
        return now - one.confirmedAt > PATIENCE_SECONDS + one.by.time().rtt();
    }

    private final class Adopter implements SpawnHandler {
        private final NetworkClient client;
        private final String prefab;

        Adopter(NetworkClient client, String prefab) {
            this.client = client;
            this.prefab = prefab;
        }

        @Override
        public NetworkIdentity spawn(Pose pose) {
            Pending one = announced;
            boolean meant = one != null
                    && one.object.prefab().equals(prefab)
                    && client.time().localTime() - announcedAt <= ANNOUNCED_SECONDS
                    && pending.remove(one);
            if (one == null || !meant) {
                return client.instantiate(prefab);
            }
            announced = null;
            listener.adopted(one.object);
            return one.object;
        }

        @Override
        public void unspawn(NetworkIdentity object) {
            object.attach(null);
        }
    }
}
