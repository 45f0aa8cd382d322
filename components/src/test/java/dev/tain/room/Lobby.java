package dev.tain.room;

import dev.tain.NetworkClient;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.NetworkRequest;
import dev.tain.manager.NetworkManager;
import dev.tain.manager.NetworkManagerListener;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import dev.tain.testing.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;

/** A server with rooms in a simulation. */
final class Lobby implements RoomListener {
    static final Prefabs PREFABS = Prefabs.builder()
            .add("guest", Guest.class)
            .add("fighter", Fighter.class)
            .add("ball", Fighter.class)
            .build();

    final NetworkSimulation net;
    final SimulatedNetwork network;
    final Rooms rooms;
    final NetworkManager server;
    final List<String> log = new ArrayList<>();
    private final List<NetworkManager> clients = new ArrayList<>();

    Lobby(NetworkSimulation net) {
        this(net, builder -> {});
    }

    Lobby(NetworkSimulation net, Consumer<Rooms.Builder> settings) {
        this(net, settings, new NetworkManagerListener() {});
    }

    Lobby(NetworkSimulation net, Consumer<Rooms.Builder> settings, NetworkManagerListener game) {
        this.net = net;
        this.network = net.network();
        Random random = new Random(net.seed());
        Rooms.Builder builder = Rooms.builder()
                .roomPlayerPrefab("guest")
                .gamePlayerPrefab("fighter")
                .gameScene("arena")
                .roomScene("lounge")
                .playersMin(2)
                .playersMax(4)
                .codes(random::nextInt)
                .listener(this);
        settings.accept(builder);
        this.rooms = builder.build();
        this.server = NetworkManager.builder()
                .prefabs(PREFABS)
                .listener(rooms.listener(game))
                .server(s ->
                        s.transport(network.server()).interestManagement(rooms).reportSink(net.reportSink()))
                .client(c -> c.reportSink(net.reportSink()))
                .build();
        net.alsoTick(server::tick);
    }

    Lobby start() {
        server.startServer();
        return this;
    }

    /** A client that is in and ready. */
    NetworkClient client() {
        NetworkManager manager = NetworkManager.builder()
                .prefabs(PREFABS)
                .client(c -> c.reportSink(net.reportSink()))
                .build();
        net.alsoTick(manager::tick);
        clients.add(manager);
        manager.startClient(network.client());
        settle();
        return manager.client();
    }

    NetworkManager managerOf(NetworkClient client) {
        return clients.stream().filter(m -> m.client() == client).findFirst().orElseThrow();
    }

    NetworkConnection connection(NetworkClient client) {
        return Objects.requireNonNull(server.server()
                .connection(Objects.requireNonNull(client.connection()).id()));
    }

    /** The answer to a request, as text: the reply or the refusal's text. */
    <R extends NetworkMessage> String ask(NetworkClient client, NetworkRequest<R> request) {
        List<String> answers = new ArrayList<>();
        client.request(request)
                .onReply(reply -> answers.add(reply.toString()))
                .onFailure(failure -> answers.add(failure.text()));
        settle();
        return String.join(" ", answers);
    }

    Room open(NetworkClient... members) {
        Room room = rooms.open("room", RoomVisibility.LISTED, 4);
        for (NetworkClient member : members) {
            room.add(connection(member));
        }
        settle();
        return room;
    }

    void ready(NetworkClient client, boolean ready) {
        guest(client).changeReadyState(ready);
        settle();
    }

    /** The client's copy of its own room player. */
    static Guest guest(NetworkClient client) {
        for (NetworkIdentity object : client.objects()) {
            Guest guest = object.findBehaviour(Guest.class);
            if (guest != null && guest.isOwned()) {
                return guest;
            }
        }
        throw new AssertionError("no guest among " + client.objects());
    }

    static List<String> seen(NetworkClient client) {
        return client.objects().stream().map(NetworkIdentity::prefab).sorted().toList();
    }

    void settle() {
        net.exchange();
        net.advance(Duration.ofMillis(300));
    }

    // ---------------------------------------------------------------- what rooms tell

    @Override
    public void onRoomOpened(Room room) {
        log.add("opened");
    }

    @Override
    public void onRoomClosed(Room room) {
        log.add("closed");
    }

    @Override
    public void onEnter(Room room, NetworkConnection connection) {
        log.add("enter");
    }

    @Override
    public void onExit(Room room, NetworkConnection connection) {
        log.add("exit" + (server.server().player(connection) != null ? " with player" : ""));
    }

    @Override
    public void onPlayersReady(Room room) {
        log.add("all ready");
        RoomListener.super.onPlayersReady(room);
    }

    @Override
    public void onPlayersNotReady(Room room) {
        log.add("not ready");
    }

    @Override
    public void onGameStarted(Room room) {
        log.add("started");
    }

    @Override
    public void onGamePlayerCreated(Room room, NetworkConnection connection, NetworkIdentity player) {
        log.add("plays");
    }

    @Override
    public void onReturned(Room room) {
        log.add("returned");
    }
}
