package dev.tain.room;

import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.PreviousPlayer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One room of a server's {@link Rooms}: its members gather, say that they are ready, play, and come back. What was spawned
 * through it, or is owned by a member, only its members observe.
 *
 * <p>Confined to the thread that ticks its server.
 */
public final class Room {
    private final Rooms rooms;
    private final int id;
    private final String name;
    private final RoomVisibility visibility;
    private final String code;
    private final int playersMax;
    private final boolean closesWhenEmpty;
    private final Map<NetworkConnection, Member> members = new LinkedHashMap<>();
    private final Set<NetworkIdentity> objects = Collections.newSetFromMap(new IdentityHashMap<>());
    private int objectsBeforeTidying = 64;
    private boolean playing;
    private boolean allReady;
    private boolean closed;

    /** What the room knows of a client. */
    private static final class Member {
        @Nullable
        NetworkIdentity roomPlayer;

        @Nullable
        NetworkIdentity gamePlayer;
    }

    Room(
            Rooms rooms,
            int id,
            String name,
            RoomVisibility visibility,
            String code,
            int playersMax,
            boolean closesWhenEmpty) {
        this.rooms = rooms;
        this.id = id;
        this.name = name;
        this.visibility = visibility;
        this.code = code;
        this.playersMax = playersMax;
        this.closesWhenEmpty = closesWhenEmpty;
    }

    // ---------------------------------------------------------------- what it is

    /** The rooms it is one of. */
    public Rooms rooms() {
        return rooms;
    }

    /** Its number, not given twice by one {@link Rooms}. */
    public int id() {
        return id;
    }

    public String name() {
        return name;
    }

    public RoomVisibility visibility() {
        return visibility;
    }

    /** Its code; empty if it has none. */
    public String code() {
        return code;
    }

    public int playersMax() {
        return playersMax;
    }

    /** Whether the game has begun. */
    public boolean isPlaying() {
        return playing;
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** Who is in, in the order of their places; a copy. */
    public List<NetworkConnection> members() {
        return List.copyOf(members.keySet());
    }

    /** Whether a client is in. */
    public boolean has(NetworkConnection connection) {
        return members.containsKey(connection);
    }

    /** A member's room player; null if it has none yet, or is no member. */
    public @Nullable RoomPlayer roomPlayer(NetworkConnection connection) {
        Member member = members.get(connection);
        NetworkIdentity object = member == null ? null : member.roomPlayer;
        return object == null ? null : object.findBehaviour(RoomPlayer.class);
    }

    /** What clients are told of it. */
    public RoomInfo info() {
        return new RoomInfo(id, name, members.size(), playersMax, playing);
    }

    // ---------------------------------------------------------------- coming and going

    /**
     * Lets a client in, from whatever room it was in.
     *
     * @throws IllegalStateException if the room is full or closed
     */
    public void add(NetworkConnection connection) {
        String refusal = whyNot();
        if (refusal != null) {
            throw new IllegalStateException("Room " + id + ": " + refusal);
        }
        if (!connection.isOpen() || has(connection)) {
            return;
        }
        rooms.enter(connection, this);
        members.put(connection, new Member());
        rooms.tell(listener -> listener.onEnter(this, connection));
        rebuildObservers(connection);
        if (!rooms.show(connection, playing ? rooms.gameScene() : rooms.roomScene()) && server().isReady(connection)) {
            ready(connection);
        }
    }

    /** Why nobody can come in, or null. */
    @Nullable
    String whyNot() {
        if (closed) {
            return "The room is closed.";
        }
        if (members.size() >= playersMax) {
            return "The room is full.";
        }
        return playing && !rooms.lateJoin() ? "The game has begun." : null;
    }

    /** Sends a member out. What it owned here is destroyed. Nothing happens if it is no member. */
    public void remove(NetworkConnection connection) {
        if (!leave(connection)) {
            return;
        }
        for (NetworkIdentity object : server().owned(connection)) {
            if (objects.contains(object)) {
                server().destroy(object);
            }
        }
        rebuildObservers(connection);
        rooms.show(connection, rooms.manager().sceneName());
        closeIfEmpty();
    }

    /** A connection ended; core destroys what it owned. */
    void gone(NetworkConnection connection) {
        if (leave(connection)) {
            closeIfEmpty();
        }
    }

    private boolean leave(NetworkConnection connection) {
        if (!has(connection)) {
            return false;
        }
        rooms.tell(listener -> listener.onExit(this, connection));
        members.remove(connection);
        rooms.exit(connection);
        if (!playing) {
            unready();
        }
        int place = 0;
        for (NetworkConnection member : members.keySet()) {
            RoomPlayer player = roomPlayer(member);
            if (player != null) {
                player.place(place);
            }
            place++;
        }
        return true;
    }

    private void closeIfEmpty() {
        if (members.isEmpty() && closesWhenEmpty) {
            close();
        } else if (members.isEmpty() && playing) {
            returnToRoom();
        }
    }

    /** Sends everybody out and is no more. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        members().forEach(this::remove);
        destroyObjects();
        rooms.closed(this);
        rooms.tell(listener -> listener.onRoomClosed(this));
    }

    /** The server stops: connections and objects end with it. */
    void stopped() {
        closed = true;
        for (NetworkConnection connection : members()) {
            rooms.tell(listener -> listener.onExit(this, connection));
        }
        members.clear();
        rooms.closed(this);
        rooms.tell(listener -> listener.onRoomClosed(this));
    }

    // ---------------------------------------------------------------- ready and play

    /** A member has loaded what it was told to. */
    void ready(NetworkConnection connection) {
        Member member = members.get(connection);
        if (member == null) {
            return;
        }
        if (!isThere(member.roomPlayer)) {
            addRoomPlayer(connection, member);
        }
        if (playing && !isThere(member.gamePlayer)) {
            addGamePlayer(connection, member);
        }
    }

    private static boolean isThere(@Nullable NetworkIdentity object) {
        return object != null && object.isSpawned();
    }

    private void addRoomPlayer(NetworkConnection connection, Member member) {
        NetworkIdentity object = rooms.instantiateRoomPlayer();
        object.behaviour(RoomPlayer.class).enter(this, members().indexOf(connection));
        member.roomPlayer = object;
        own(object);
        server().replacePlayer(connection, object, PreviousPlayer.DESTROY);
        readinessChanged();
    }

    private void addGamePlayer(NetworkConnection connection, Member member) {
        RoomPlayer roomPlayer = roomPlayer(connection);
        if (roomPlayer == null) {
            return;
        }
        NetworkIdentity object = rooms.listener().createGamePlayer(this, connection, roomPlayer);
        member.gamePlayer = object;
        own(object);
        server().replacePlayer(connection, object, PreviousPlayer.KEEP_AUTHORITY);
        rooms.tell(listener -> listener.onGamePlayerCreated(this, connection, object));
    }

    void readinessChanged() {
        boolean all = !playing && members.size() >= rooms.playersMin();
        for (NetworkConnection connection : members.keySet()) {
            RoomPlayer player = roomPlayer(connection);
            all &= player != null && player.isReadyToBegin();
        }
        boolean before = allReady;
        allReady = all;
        if (all && !before) {
            rooms.tell(listener -> listener.onPlayersReady(this));
        } else if (before && !all && !playing) {
            rooms.tell(listener -> listener.onPlayersNotReady(this));
        }
    }

    private void unready() {
        for (NetworkConnection connection : members.keySet()) {
            RoomPlayer player = roomPlayer(connection);
            if (player != null) {
                player.notReady();
            }
        }
        readinessChanged();
    }

    /** The game begins: members load its scene, if there is one, and get a game player each. Nothing happens twice. */
    public void startGame() {
        if (playing || closed) {
            return;
        }
        playing = true;
        allReady = false;
        rooms.tell(listener -> listener.onGameStarted(this));
        for (NetworkConnection connection : members()) {
            if (!rooms.show(connection, rooms.gameScene()) && server().isReady(connection)) {
                rooms.run(() -> ready(connection)); // a player that cannot be made is one less
            }
        }
    }

    /**
     * The game is over: what belongs to it is destroyed, nobody is ready to begin, room players are the players, and
     * members load the room's scene, if there is one. Nothing happens if there is no game.
     */
    public void returnToRoom() {
        if (!playing) {
            return;
        }
        playing = false;
        for (Map.Entry<NetworkConnection, Member> entry : members.entrySet()) {
            Member member = entry.getValue();
            NetworkIdentity roomPlayer = member.roomPlayer;
            if (roomPlayer != null && member.gamePlayer != null && roomPlayer.isSpawned()) {
                server().replacePlayer(entry.getKey(), roomPlayer, PreviousPlayer.DESTROY);
            }
            member.gamePlayer = null;
        }
        destroyObjects();
        unready();
        for (NetworkConnection connection : members()) {
            rooms.show(connection, rooms.roomScene());
        }
        rooms.tell(listener -> listener.onReturned(this));
    }

    // ---------------------------------------------------------------- objects

    /** Spawns an object of this room: its members observe it, and it goes with the game. */
    public NetworkIdentity spawn(NetworkIdentity object, @Nullable NetworkConnection owner) {
        own(object);
        return server().spawn(object, owner);
    }

    private void own(NetworkIdentity object) {
        if (objects.size() >= objectsBeforeTidying) {
            for (NetworkIdentity other : List.copyOf(objects)) {
                if (!other.isSpawned()) {
                    disown(other);
                }
            }
            objectsBeforeTidying = Math.max(64, objects.size() * 2);
        }
        objects.add(object);
        rooms.own(object, this);
    }

    private void disown(NetworkIdentity object) {
        objects.remove(object);
        rooms.disown(object);
    }

    /** All but the members' room players. */
    private void destroyObjects() {
        for (NetworkIdentity object : List.copyOf(objects)) {
            if (!isRoomPlayer(object)) {
                disown(object);
                if (object.isSpawned()) {
                    server().destroy(object);
                }
            }
        }
    }

    private boolean isRoomPlayer(NetworkIdentity object) {
        for (Member member : members.values()) {
            if (member.roomPlayer == object) {
                return true;
            }
        }
        return false;
    }

    /** A client came or went: it observes, or no longer, what is here, and so do the others what it owns. */
    private void rebuildObservers(NetworkConnection connection) {
        List<NetworkIdentity> concerned = new ArrayList<>(objects);
        concerned.addAll(server().owned(connection));
        for (NetworkIdentity object : concerned) {
            if (object.isSpawned()) {
                server().rebuildObservers(object);
            }
        }
    }

    private NetworkServer server() {
        return rooms.manager().server();
    }

    @Override
    public String toString() {
        return "room " + id + " '" + name + "' (" + members.size() + "/" + playersMax + (playing ? ", playing)" : ")");
    }
}
