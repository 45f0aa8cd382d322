package dev.tain.testing.object;

import static dev.tain.testing.object.World.hero;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Visibility;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import dev.tain.value.Vector3;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A session of random deeds, each a kind and three numbers, so that a failing one can be cut down to the few deeds that
 * matter. Numbers are taken modulo what there is: a script stays playable whatever is left out of it.
 */
final class WorldScript {
    /** What can happen. */
    enum Kind {
        SPAWN,
        DESTROY,
        UNSPAWN,
        RESPAWN,
        HEALTH,
        NAME,
        REFER,
        LIST_ADD,
        LIST_SET,
        LIST_REMOVE,
        LIST_CLEAR,
        MAP_PUT,
        MAP_REMOVE,
        SET_ADD,
        SET_REMOVE,
        COINS,
        SECRET,
        MOSS,
        SLOW,
        DRAW,
        MOVE,
        STEP,
        OWN,
        DISOWN,
        SHOW,
        PARENT,
        JOIN,
        CUT,
        RECONNECT,
        LEAVE,
        UNREADY,
        READY,
        FREEZE,
        THAW,
        WEATHER,
        TICK,
        PASS
    }

    /** One deed. */
    record Deed(Kind kind, int a, int b, int c) {
        @Override
        public String toString() {
            return kind + "(" + a + ", " + b + ", " + c + ")";
        }
    }

    private static final String[] PREFABS = {"hero", "plain", "mover", "rock", "slow", "drawing"};

    private final NetworkSimulation net;
    private final NetworkServer server;
    private final List<NetworkClient> clients = new ArrayList<>();
    private final List<NetworkIdentity> objects = new ArrayList<>();
    private final List<NetworkIdentity> resting = new ArrayList<>();

    private WorldScript(NetworkSimulation net) {
        this.net = net;
        Duration grace = Duration.ofMillis(net.seed() % 4 * 700); // none, and down to what comes too late at times
        this.server = net.server(builder ->
                builder.prefabs(World.PREFABS).watermarks(100, 400).sendRate(30).gracePeriod(grace));
    }

    static List<Deed> draw(Random random) {
        List<Deed> deeds = new ArrayList<>();
        Kind[] kinds = Kind.values();
        int count = 20 + random.nextInt(150);
        for (int i = 0; i < count; i++) {
            deeds.add(new Deed(
                    kinds[random.nextInt(kinds.length)],
                    random.nextInt(1000),
                    random.nextInt(1000),
                    random.nextInt(1000)));
            if (random.nextInt(3) == 0) {
                deeds.add(new Deed(Kind.TICK, 1 + random.nextInt(4), 0, 0));
            }
        }
        return deeds;
    }

    /** Plays the deeds, lets the weather clear up, and compares every client's world with the server's. */
    static void play(long seed, List<Deed> deeds) {
        try (NetworkSimulation net = NetworkSimulation.seeded(seed)) {
            WorldScript script = new WorldScript(net);
            script.clients.add(World.client(net));
            for (Deed deed : deeds) {
                script.perform(deed);
            }
            script.settle();
            for (NetworkClient client : script.clients) {
                if (client.state() == ClientState.CONNECTED) {
                    script.compare(client);
                }
            }
        }
    }

    // ---------------------------------------------------------------- deeds

    private static <T> @Nullable T pick(List<T> from, int number) {
        return from.isEmpty() ? null : from.get(number % from.size());
    }

    private <T extends NetworkBehaviour> @Nullable T some(Class<T> type, int number) {
        List<T> found = new ArrayList<>();
        for (NetworkIdentity object : objects) {
            T behaviour = object.findBehaviour(type);
            if (behaviour != null) {
                found.add(behaviour);
            }
        }
        return pick(found, number);
    }

    private @Nullable NetworkConnection connection(int number) {
        List<NetworkConnection> open = new ArrayList<>(server.connections());
        return number % 3 == 0 ? null : pick(open, number);
    }

    private void perform(Deed deed) {
        objects.removeIf(object -> !object.isSpawned());
        NetworkIdentity object = pick(objects, deed.a);
        NetworkClient client = pick(clients, deed.a);
        switch (deed.kind) {
            case SPAWN -> spawn(deed);
            case DESTROY -> ifPresent(object, server::destroy);
            case UNSPAWN ->
                ifPresent(object, one -> {
                    server.unspawn(one);
                    resting.add(one);
                });
            case RESPAWN -> {
                NetworkIdentity rested = pick(resting, deed.a);
                if (rested != null) {
                    resting.remove(rested);
                    objects.add(server.spawn(rested, connection(deed.b)));
                }
            }
            case OWN -> {
                NetworkConnection owner = connection(deed.b);
                if (object != null && owner != null) {
                    server.assignAuthority(object, owner);
                }
            }
            case DISOWN -> ifPresent(object, server::removeAuthority);
            case SHOW -> ifPresent(object, one -> one.visibility(Visibility.values()[deed.b % 4]));
            case PARENT -> parent(object, pick(objects, deed.b));
            case JOIN -> {
                if (clients.size() < 5) {
                    clients.add(World.client(net));
                }
            }
            case CUT -> ifPresent(client, net::cut);
            case RECONNECT -> ifPresent(client, NetworkClient::reconnect);
            case LEAVE -> ifPresent(client, NetworkClient::disconnect);
            case UNREADY -> {
                NetworkConnection connection = connection(deed.a);
                if (connection != null) {
                    server.setNotReady(connection);
                }
            }
            case READY ->
                ifPresent(client, one -> {
                    if (one.state() == ClientState.CONNECTED) {
                        one.ready();
                    }
                });
            case FREEZE -> ifPresent(client, net::freeze);
            case THAW -> ifPresent(client, net::thaw);
            case WEATHER -> net.conditions(weather(deed));
            case TICK -> {
                for (int i = 0; i < deed.a % 10; i++) {
                    net.tick();
                }
            }
            case PASS -> net.advance(Duration.ofMillis(deed.a % 500));
            default -> change(deed);
        }
    }

    private static NetworkConditions weather(Deed deed) {
        return NetworkConditions.builder()
                .latencyMillis(deed.a % 150)
                .jitterMillis(deed.a % 150 == 0 ? 0 : deed.b % (deed.a % 150))
                .loss(deed.c / 4000.0)
                .build();
    }

    private static <T> void ifPresent(@Nullable T value, java.util.function.Consumer<T> action) {
        if (value != null) {
            action.accept(value);
        }
    }

    private void spawn(Deed deed) {
        if (objects.size() < 30) {
            NetworkIdentity object = server.instantiate(PREFABS[deed.a % PREFABS.length]);
            object.pose().position(deed.a, deed.b, 0);
            objects.add(server.spawn(object, connection(deed.b)));
        }
    }

    private static void parent(@Nullable NetworkIdentity child, @Nullable NetworkIdentity parent) {
        for (NetworkIdentity at = parent; at != null; at = at.parent()) {
            if (at == child) {
                return;
            }
        }
        if (child != null) {
            child.parent(parent);
        }
    }

    private void change(Deed deed) {
        if (deed.kind == Kind.MOVE || deed.kind == Kind.STEP) {
            move(deed);
            return;
        }
        Hero hero = some(Hero.class, deed.a);
        Pack pack = some(Pack.class, deed.a);
        Rock rock = some(Rock.class, deed.a);
        Slow slow = some(Slow.class, deed.a);
        Drawing drawing = some(Drawing.class, deed.a);
        if (hero != null) {
            changeHero(deed, hero);
        }
        if (pack != null && deed.kind == Kind.COINS) {
            pack.coins = deed.b;
        }
        if (pack != null && deed.kind == Kind.SECRET) {
            pack.secrets.add("s" + deed.b);
        }
        if (rock != null && deed.kind == Kind.MOSS) {
            rock.moss = deed.b;
            rock.markChanged();
        }
        if (slow != null && deed.kind == Kind.SLOW) {
            slow.value = deed.b;
            slow.values.add(deed.c);
        }
        if (drawing != null && deed.kind == Kind.DRAW) {
            drawing.pixels = new int[] {deed.b, deed.c};
            drawing.markChanged();
        }
    }

    private void changeHero(Deed deed, Hero hero) {
        switch (deed.kind) {
            case HEALTH -> {
                hero.health = deed.b;
                hero.position = new Vector3(deed.b, deed.c, 0);
            }
            case NAME -> hero.name = "n" + deed.b;
            case REFER -> {
                hero.target = deed.c % 4 == 0 ? null : pick(objects, deed.b);
                hero.friend = some(Hero.class, deed.b);
            }
            case LIST_ADD -> hero.items.add(deed.c % (hero.items.size() + 1), "i" + deed.b);
            case LIST_SET -> {
                if (!hero.items.isEmpty()) {
                    hero.items.set(deed.b % hero.items.size(), "x" + deed.c);
                }
            }
            case LIST_REMOVE -> {
                if (!hero.items.isEmpty()) {
                    hero.items.remove(deed.b % hero.items.size());
                }
            }
            case LIST_CLEAR -> hero.items.clear();
            case MAP_PUT -> hero.scores.put("k" + deed.b % 10, deed.c);
            case MAP_REMOVE -> hero.scores.remove("k" + deed.b % 10);
            case SET_ADD -> hero.flags.add(deed.b % 10);
            case SET_REMOVE -> hero.flags.remove(deed.b % 10);
            default -> {
                // not about heroes
            }
        }
    }

    private void move(Deed deed) {
        NetworkClient client = pick(clients, deed.a);
        if (client == null) {
            return;
        }
        List<Mover> owned = new ArrayList<>();
        for (NetworkIdentity object : client.objects()) {
            Mover mover = object.findBehaviour(Mover.class);
            if (mover != null && object.isOwned()) {
                owned.add(mover);
            }
        }
        Mover mover = pick(owned, deed.b);
        if (mover != null && deed.kind == Kind.MOVE) {
            mover.x = deed.c * 1.1f; // some beyond what the server accepts
        } else if (mover != null) {
            mover.steps.add(deed.c);
        }
    }

    // ---------------------------------------------------------------- comparing

    private void settle() {
        net.conditions(NetworkConditions.perfect());
        for (NetworkClient client : clients) {
            net.thaw(client);
        }
        net.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 10 && anySuspended(); i++) {
            net.advance(Duration.ofSeconds(1));
        }
        check(!anySuspended(), "somebody is suspended for ever");
        for (NetworkClient client : clients) {
            if (client.state() == ClientState.CONNECTED) {
                client.ready();
            }
        }
        net.advance(Duration.ofSeconds(1));
    }

    private boolean anySuspended() {
        return server.suspendedCount() > 0
                || clients.stream().anyMatch(client -> client.state() == ClientState.SUSPENDED);
    }

    private void compare(NetworkClient client) {
        NetworkConnection connection = Objects.requireNonNull(
                server.connection(Objects.requireNonNull(client.connection()).id()));
        int visible = 0;
        for (NetworkIdentity object : server.objects()) {
            boolean observed = object.observers().contains(connection);
            NetworkIdentity copy = client.object(object.netId());
            check(observed == (copy != null), "observed " + observed + ", but copy " + copy + " of " + object);
            if (copy != null) {
                visible++;
                compare(object, copy, object.owner() == connection, client);
            }
        }
        check(client.objects().size() == visible, "the client has " + client.objects() + " of " + visible);
    }

    private void compare(NetworkIdentity object, NetworkIdentity copy, boolean owned, NetworkClient client) {
        check(copy.isOwned() == owned, copy + " owned: " + copy.isOwned());
        same(copied(object.parent(), client), copy.parent(), "parent of " + copy);
        for (int i = 0; i < object.behaviours().size(); i++) {
            NetworkBehaviour there = object.behaviours().get(i);
            NetworkBehaviour here = copy.behaviours().get(i);
            if (there instanceof Hero) {
                compareHeroes(hero(object), hero(copy), client);
            } else if (there instanceof Pack a && here instanceof Pack b && owned) {
                same(a.coins, b.coins, "coins of " + copy);
                same(List.copyOf(a.secrets), List.copyOf(b.secrets), "secrets of " + copy);
            } else if (there instanceof Mover a && here instanceof Mover b) {
                same(a.x, b.x, "x of " + copy + ", owned " + owned);
                same(List.copyOf(a.steps), List.copyOf(b.steps), "steps of " + copy + ", owned " + owned);
            } else if (there instanceof Rock a && here instanceof Rock b) {
                same(a.moss, b.moss, "moss of " + copy);
            } else if (there instanceof Slow a && here instanceof Slow b) {
                same(a.value, b.value, "value of " + copy);
                same(List.copyOf(a.values), List.copyOf(b.values), "values of " + copy);
            } else if (there instanceof Drawing a && here instanceof Drawing b) {
                check(java.util.Arrays.equals(a.pixels, b.pixels), "pixels of " + copy);
            }
        }
    }

    private void compareHeroes(Hero a, Hero b, NetworkClient client) {
        same(a.health, b.health, "health of " + b);
        same(a.position, b.position, "position of " + b);
        same(a.name, b.name, "name of " + b);
        same(copied(a.target, client), b.target, "target of " + b);
        NetworkIdentity friend = a.friend == null ? null : copied(a.friend.identity(), client);
        same(friend == null ? null : hero(friend), b.friend, "friend of " + b);
        same(List.copyOf(a.items), List.copyOf(b.items), "items of " + b);
        same(new java.util.HashMap<>(a.scores), new java.util.HashMap<>(b.scores), "scores of " + b);
        same(new java.util.HashSet<>(a.flags), new java.util.HashSet<>(b.flags), "flags of " + b);
    }

    /** The client's copy of what the server's object refers to. */
    private static @Nullable NetworkIdentity copied(@Nullable NetworkIdentity object, NetworkClient client) {
        return object == null || !object.isSpawned() ? null : client.object(object.netId());
    }

    private static void same(@Nullable Object there, @Nullable Object here, String what) {
        check(Objects.equals(there, here), what + " is " + there + " on the server and " + here + " here");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    // ---------------------------------------------------------------- shrinking

    /** As few of the deeds as still fail. */
    static List<Deed> shrink(long seed, List<Deed> failing) {
        List<Deed> best = failing;
        for (int chunk = best.size() / 2; chunk >= 1; ) {
            boolean smaller = false;
            for (int from = 0; from + chunk <= best.size(); ) {
                List<Deed> less = new ArrayList<>(best.subList(0, from));
                less.addAll(best.subList(from + chunk, best.size()));
                if (fails(seed, less)) {
                    best = less;
                    smaller = true;
                } else {
                    from += chunk;
                }
            }
            if (!smaller || chunk > best.size()) {
                chunk /= 2;
            }
        }
        return best;
    }

    private static boolean fails(long seed, List<Deed> deeds) {
        try {
            play(seed, deeds);
            return false;
        } catch (Throwable e) {
            return true;
        }
    }
}
