package dev.tain.room;

import dev.tain.NetworkServer;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.RateLimit;
import dev.tain.connection.Responder;
import dev.tain.interest.InterestManagement;
import dev.tain.manager.NetworkManager;
import dev.tain.manager.NetworkManagerListener;
import dev.tain.manager.SceneMessage;
import dev.tain.manager.SceneOperation;
import dev.tain.object.NetworkIdentity;
import dev.tain.transport.DisconnectReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of a server. It stands between a {@link NetworkManager} and the game's own listener, and decides who observes
 * what; so it is made first and told to the manager:
 *
 * <pre>{@code
 * Rooms rooms = Rooms.builder()
 *         .roomPlayerPrefab("roomPlayer")      // has a RoomPlayer among its behaviours
 *         .gamePlayerPrefab("hero")
 *         .gameScene("arena")
 *         .playersMin(2)
 *         .codes(secrets::randomBelow)         // of tain-run
 *         .build();
 * NetworkManager manager = NetworkManager.builder()
 *         .prefabs(prefabs)
 *         .listener(rooms.listener(game))
 *         .server(settings -> settings.interestManagement(rooms))
 *         .build();
 * }</pre>
 *
 * <p>Clients open, list, join and leave by requests: {@link CreateRoomRequest}, {@link ListRoomsRequest},
 * {@link JoinRoomRequest}, {@link JoinByCodeRequest}, {@link LeaveRoomRequest}. A client that tries codes is slowed down,
 * then cut off; beyond that a code is as safe as it is long: six letters are thirty bits. What belongs to no room, all
 * observe.
 *
 * <p>Scenes are the members' own here: a room's game does not change the server's scene. In one program with several
 * servers, each has its own {@code Rooms}. Confined to the thread that ticks the manager.
 */
public final class Rooms implements InterestManagement {
    private final Builder settings;
    private final @Nullable RoomCodes codes;
    private final Map<Integer, Room> rooms = new TreeMap<>();
    private final Map<NetworkConnection, Room> byMember = new IdentityHashMap<>();
    private final Map<NetworkIdentity, Room> byObject = new IdentityHashMap<>();
    private final Map<NetworkConnection, Integer> wrongCodes = new HashMap<>();
    private @Nullable NetworkManager manager;
    private int lastId;

    private Rooms(Builder settings) {
        this.settings = settings;
        IntUnaryOperator random = settings.random;
        this.codes = random == null ? null : new RoomCodes(random, settings.codeLength);
    }

    /** Rooms to be told more. */
    public static Builder builder() {
        return new Builder();
    }

    /** The listener to give to the manager; {@code game} hears everything, too. */
    public NetworkManagerListener listener(NetworkManagerListener game) {
        return new ManagerEvents(game);
    }

    /**
     * The manager these rooms belong to.
     *
     * @throws IllegalStateException before it has started its server
     */
    public NetworkManager manager() {
        if (manager == null) {
            throw new IllegalStateException("These rooms belong to no server yet: give rooms.listener(…) to a"
                    + " NetworkManager, and start its server.");
        }
        return manager;
    }

    // ---------------------------------------------------------------- rooms

    /** The rooms there are, by id; a copy. */
    public List<Room> rooms() {
        return List.copyOf(rooms.values());
    }

    /** The room of that number, or null. */
    public @Nullable Room room(int id) {
        return rooms.get(id);
    }

    /** The room a client is in, or null. */
    public @Nullable Room roomOf(NetworkConnection connection) {
        return byMember.get(connection);
    }

    /**
     * Opens a room that stays when it is empty, until {@link Room#close()}.
     *
     * @throws IllegalStateException if there are as many rooms as allowed, or no codes for {@code BY_CODE}
     * @throws IllegalArgumentException if the name is longer than 64 characters, or the number of players not allowed
     */
    public Room open(String name, RoomVisibility visibility, int playersMax) {
        return open(name, visibility, playersMax, false);
    }

    private Room open(String name, RoomVisibility visibility, int playersMax, boolean closesWhenEmpty) {
        if (rooms.size() >= settings.roomsMax) {
            throw new IllegalStateException(
                    "There are " + rooms.size() + " rooms, as many as roomsMax allows. Raise it, or close some.");
        }
        if (name.length() > 64 || playersMax < 1 || playersMax > settings.playersMax) {
            throw new IllegalArgumentException("A room of " + name.length() + " characters for " + playersMax
                    + " players cannot be; a name takes at most 64, and a room 1 to " + settings.playersMax + ".");
        }
        manager();
        String code = visibility == RoomVisibility.BY_CODE ? freshCode() : "";
        Room room = new Room(this, ++lastId, name, visibility, code, playersMax, closesWhenEmpty);
        rooms.put(room.id(), room);
        tell(listener -> listener.onRoomOpened(room));
        return room;
    }

    private String freshCode() {
        if (codes == null) {
            throw new IllegalStateException("A room with a code needs chance that cannot be guessed: codes(…).");
        }
        for (int attempt = 0; attempt < 100; attempt++) {
            String code = codes.next();
            if (byCode(code) == null) {
                return code;
            }
        }
        throw new IllegalStateException("Of 100 codes all were taken; codes(…) is no chance, or codeLength too small.");
    }

    /** Looks at every room, so that the time it takes tells nothing. */
    private @Nullable Room byCode(String code) {
        Room found = null;
        for (Room room : rooms.values()) {
            if (RoomCodes.same(room.code(), code)) {
                found = room;
            }
        }
        return found;
    }

    /** Whether a client observes an object: a room's, if it is in that room; any other, always. */
    @Override
    public boolean observes(NetworkConnection client, NetworkIdentity object) {
        for (NetworkIdentity at = object; at != null; at = at.parent()) {
            Room room = roomOf(at);
            if (room != null) {
                return room == byMember.get(client);
            }
        }
        return true;
    }

    /** The room an object belongs to: the one it was spawned in, else its owner's; or null. */
    public @Nullable Room roomOf(NetworkIdentity object) {
        Room room = byObject.get(object);
        NetworkConnection owner = object.owner();
        return room != null || owner == null ? room : byMember.get(owner);
    }

    // ---------------------------------------------------------------- for a room

    RoomListener listener() {
        return settings.listener;
    }

    /** Whatever the listener throws, who comes is in and who goes is out. */
    void tell(Consumer<RoomListener> event) {
        run(() -> event.accept(settings.listener));
    }

    /** What it throws is reported in the next tick and goes no further. */
    void run(Runnable gameCode) {
        try {
            gameCode.run();
        } catch (RuntimeException | Error e) {
            manager().execute(() -> {
                throw e;
            });
        }
    }

    int playersMin() {
        return settings.playersMin;
    }

    boolean lateJoin() {
        return settings.lateJoin;
    }

    String roomScene() {
        return settings.roomScene;
    }

    String gameScene() {
        return settings.gameScene;
    }

    NetworkIdentity instantiateRoomPlayer() {
        return manager().server().instantiate(settings.roomPlayerPrefab);
    }

    NetworkIdentity instantiateGamePlayer() {
        if (settings.gamePlayerPrefab.isEmpty()) {
            throw new IllegalStateException("There is no game player; name one with gamePlayerPrefab(…), or make one in"
                    + " RoomListener.createGamePlayer.");
        }
        return manager().server().instantiate(settings.gamePlayerPrefab);
    }

    void enter(NetworkConnection connection, Room room) {
        Room before = byMember.get(connection);
        if (before != null) {
            before.remove(connection);
        }
        byMember.put(connection, room);
    }

    void exit(NetworkConnection connection) {
        byMember.remove(connection);
    }

    void own(NetworkIdentity object, Room room) {
        byObject.put(object, room);
    }

    void disown(NetworkIdentity object) {
        byObject.remove(object);
    }

    void closed(Room room) {
        rooms.remove(room.id());
    }

    /** Has one client change to a scene; returns whether there is a scene to change to. */
    boolean show(NetworkConnection connection, String scene) {
        if (scene.isEmpty() || !connection.isOpen()) {
            return false;
        }
        manager().server().setNotReady(connection);
        manager().sendScene(connection, new SceneMessage(scene, SceneOperation.NORMAL, false));
        return true;
    }

    // ---------------------------------------------------------------- what clients ask

    private void registerHandlers(NetworkServer server) {
        server.replaceRequestHandler(ListRoomsRequest.class, this::list);
        server.replaceRequestHandler(CreateRoomRequest.class, this::create);
        server.replaceRequestHandler(JoinRoomRequest.class, this::join);
        server.replaceRequestHandler(JoinByCodeRequest.class, this::joinByCode);
        server.replaceRequestHandler(LeaveRoomRequest.class, this::leave);
        server.rateLimit(ListRoomsRequest.class, RateLimit.perSecond(5).withBurst(20));
        server.rateLimit(CreateRoomRequest.class, RateLimit.perSecond(0.5).withBurst(5));
        server.rateLimit(JoinRoomRequest.class, RateLimit.perSecond(2).withBurst(10));
        server.rateLimit(JoinByCodeRequest.class, RateLimit.perSecond(0.5).withBurst(3));
        server.rateLimit(LeaveRoomRequest.class, RateLimit.perSecond(2).withBurst(10));
    }

    private void list(NetworkConnection connection, ListRoomsRequest request, Responder<RoomList> responder) {
        List<RoomInfo> part = new ArrayList<>();
        for (Room room : rooms.values()) {
            if (room.id() > request.afterId() && room.visibility() == RoomVisibility.LISTED) {
                part.add(room.info());
            }
            if (part.size() == RoomList.PART) {
                break;
            }
        }
        responder.reply(new RoomList(part));
    }

    private void create(NetworkConnection connection, CreateRoomRequest request, Responder<RoomJoined> responder) {
        String refusal = !settings.clientsOpen || request.visibility() == RoomVisibility.PRIVATE
                ? "Players cannot open such rooms here."
                : rooms.size() >= settings.roomsMax
                        ? "There are too many rooms."
                        : request.visibility() == RoomVisibility.BY_CODE && codes == null
                                ? "There are no codes here."
                                : request.playersMax() < 1 || request.playersMax() > settings.playersMax
                                        ? "A room takes 1 to " + settings.playersMax + " players."
                                        : byMember.containsKey(connection) ? "Leave your room first." : null;
        if (refusal != null) {
            responder.refuse(refusal);
            return;
        }
        Room room = open(request.name(), request.visibility(), request.playersMax(), true);
        letIn(connection, room, responder);
    }

    private void join(NetworkConnection connection, JoinRoomRequest request, Responder<RoomJoined> responder) {
        Room room = rooms.get(request.id());
        if (room == null || room.visibility() != RoomVisibility.LISTED) {
            responder.refuse("There is no such room.");
        } else {
            letIn(connection, room, responder);
        }
    }

    private void joinByCode(NetworkConnection connection, JoinByCodeRequest request, Responder<RoomJoined> responder) {
        Room room = byCode(RoomCodes.normalised(request.code()));
        if (room != null) {
            letIn(connection, room, responder);
            return;
        }
        responder.refuse("No room has this code.");
        if (wrongCodes.merge(connection, 1, Integer::sum) >= settings.wrongCodesMax) {
            connection.disconnect(DisconnectReason.RATE_LIMITED, "Too many wrong codes.");
        }
    }

    private void letIn(NetworkConnection connection, Room room, Responder<RoomJoined> responder) {
        String refusal = room.has(connection)
                ? "You are in this room."
                : byMember.containsKey(connection) ? "Leave your room first." : room.whyNot();
        if (refusal != null) {
            responder.refuse(refusal);
            return;
        }
        responder.reply(new RoomJoined(
                new RoomInfo(room.id(), room.name(), room.members().size() + 1, room.playersMax(), room.isPlaying()),
                room.code()));
        room.add(connection);
    }

    private void leave(NetworkConnection connection, LeaveRoomRequest request, Responder<RoomLeft> responder) {
        Room room = byMember.get(connection);
        if (room != null) {
            room.remove(connection);
        }
        responder.reply(new RoomLeft());
    }

    // ---------------------------------------------------------------- what the manager tells

    private final class ManagerEvents extends PassingListener {
        ManagerEvents(NetworkManagerListener game) {
            super(game);
        }

        @Override
        public void onStartServer(NetworkManager manager) {
            Rooms.this.manager = manager;
            registerHandlers(manager.server());
            super.onStartServer(manager);
        }

        @Override
        public void onServerReady(NetworkManager manager, NetworkConnection connection) {
            run(() -> super.onServerReady(manager, connection));
            Room room = byMember.get(connection);
            if (room != null) {
                room.ready(connection);
            }
        }

        @Override
        public void onServerAddPlayer(NetworkManager manager, NetworkConnection connection) {
            if (!byMember.containsKey(connection)) { // a room gives its members their players
                super.onServerAddPlayer(manager, connection);
            }
        }

        @Override
        public void onServerDisconnect(NetworkManager manager, NetworkConnection connection, Disconnect why) {
            run(() -> super.onServerDisconnect(manager, connection, why));
            wrongCodes.remove(connection);
            Room room = byMember.get(connection);
            if (room != null) {
                room.gone(connection);
            }
        }

        @Override
        public void onStopServer(NetworkManager manager) {
            run(() -> super.onStopServer(manager));
            rooms().forEach(Room::stopped);
            byMember.clear();
            byObject.clear();
            wrongCodes.clear();
        }
    }

    /** Settings of {@link Rooms}; each has a default but the room players' prefab. */
    public static final class Builder {
        private String roomPlayerPrefab = "";
        private String gamePlayerPrefab = "";
        private String roomScene = "";
        private String gameScene = "";
        private int playersMin = 1;
        private int playersMax = 100;
        private int roomsMax = 1000;
        private int codeLength = 6;
        private int wrongCodesMax = 5;
        private boolean lateJoin;
        private boolean clientsOpen = true;
        private @Nullable IntUnaryOperator random;
        private RoomListener listener = new RoomListener() {};

        private Builder() {}

        /** The prefab of room players; a {@link RoomPlayer}, or what extends it, is among its behaviours. */
        public Builder roomPlayerPrefab(String name) {
            this.roomPlayerPrefab = name;
            return this;
        }

        /** The prefab of the players of the game; default none, then the listener makes them. */
        public Builder gamePlayerPrefab(String name) {
            this.gamePlayerPrefab = name;
            return this;
        }

        /** The scene members load when they come in, and when they come back from a game; default none. */
        public Builder roomScene(String scene) {
            this.roomScene = scene;
            return this;
        }

        /** The scene members load for a game; default none: the game begins where they are. */
        public Builder gameScene(String scene) {
            this.gameScene = scene;
            return this;
        }

        /** How many members a game takes at least; default 1. */
        public Builder playersMin(int count) {
            this.playersMin = atLeastOne("playersMin", count);
            return this;
        }

        /** How many members a room may be for; default 100. */
        public Builder playersMax(int count) {
            this.playersMax = atLeastOne("playersMax", count);
            return this;
        }

        /** How many rooms there may be; default 1000. */
        public Builder roomsMax(int count) {
            this.roomsMax = atLeastOne("roomsMax", count);
            return this;
        }

        /** Whether a game that has begun takes more players; default no. */
        public Builder lateJoin(boolean allowed) {
            this.lateJoin = allowed;
            return this;
        }

        /** Whether clients may open rooms; default yes. */
        public Builder clientsOpen(boolean allowed) {
            this.clientsOpen = allowed;
            return this;
        }

        /** Chance for codes, a number from 0 to below its argument that nobody can guess: {@code secrets::randomBelow}. */
        public Builder codes(IntUnaryOperator random) {
            this.random = random;
            return this;
        }

        /** How many letters a code has, 4 to 16; default 6. */
        public Builder codeLength(int letters) {
            if (letters < 4 || letters > 16) {
                throw new IllegalArgumentException("codeLength is " + letters + "; it takes 4 to 16.");
            }
            this.codeLength = letters;
            return this;
        }

        /** How many wrong codes end a connection; default 5. */
        public Builder wrongCodesMax(int count) {
            this.wrongCodesMax = atLeastOne("wrongCodesMax", count);
            return this;
        }

        /** Who hears what happens to rooms; default nobody. */
        public Builder listener(RoomListener listener) {
            this.listener = listener;
            return this;
        }

        private static int atLeastOne(String what, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(what + " is " + value + "; it takes at least 1.");
            }
            return value;
        }

        /**
         * The rooms, none open.
         *
         * @throws IllegalArgumentException if settings contradict each other
         */
        public Rooms build() {
            if (roomPlayerPrefab.isEmpty()) {
                throw new IllegalArgumentException("Rooms need a roomPlayerPrefab(…), with a RoomPlayer in it.");
            }
            if (playersMin > playersMax) {
                throw new IllegalArgumentException("playersMin is " + playersMin + " and playersMax " + playersMax
                        + "; no game could ever begin.");
            }
            return new Rooms(this);
        }
    }
}
