package dev.tain.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.NetworkRequest;
import dev.tain.object.NetworkIdentity;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Players come, go, change their minds, play and come back, at random: everybody sees their own room and no other. */
class RestlessRoomsTest {
    private static <R extends NetworkMessage> void ask(NetworkClient client, NetworkRequest<R> request) {
        client.request(request).onFailure(failure -> {});
    }

    @Test
    void atTheEndEverybodySeesTheirOwnRoomAndNoOther() {
        NetworkSimulation.forSeeds(40, net -> {
            Random random = net.random();
            Lobby lobby = new Lobby(net, b -> b.lateJoin(random.nextBoolean())).start();
            List<NetworkClient> clients = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                clients.add(lobby.client());
            }
            net.conditions(random.nextBoolean() ? NetworkConditions.mobile() : NetworkConditions.bad());

            for (int step = 0; step < 150; step++) {
                NetworkClient client = clients.get(random.nextInt(clients.size()));
                if (client.state() == ClientState.CONNECTED) {
                    act(lobby, client, random);
                } else if (client.state() == ClientState.DISCONNECTED) {
                    lobby.managerOf(client).startClient(lobby.network.client());
                }
                net.advance(Duration.ofMillis(random.nextInt(400)));
            }
            net.advance(Duration.ofSeconds(40));

            check(lobby, clients);
        });
    }

    private static void act(Lobby lobby, NetworkClient client, Random random) {
        List<Room> rooms = lobby.rooms.rooms();
        Room any = rooms.isEmpty() ? null : rooms.get(random.nextInt(rooms.size()));
        switch (random.nextInt(9)) {
            case 0 ->
                ask(
                        client,
                        new CreateRoomRequest(
                                "a", random.nextBoolean() ? RoomVisibility.LISTED : RoomVisibility.BY_CODE, 3));
            case 1, 2 -> {
                if (any != null) {
                    ask(
                            client,
                            any.code().isEmpty() ? new JoinRoomRequest(any.id()) : new JoinByCodeRequest(any.code()));
                }
            }
            case 3 -> ask(client, new LeaveRoomRequest());
            case 4, 5, 6 -> {
                for (NetworkIdentity object : client.objects()) {
                    Guest guest = object.findBehaviour(Guest.class);
                    if (guest != null && guest.isOwned()) {
                        guest.changeReadyState(random.nextInt(4) != 0);
                    }
                }
            }
            case 7 -> {
                if (any != null && any.isPlaying()) {
                    any.returnToRoom();
                } else if (any != null) {
                    any.spawn(lobby.server.server().instantiate("ball"), null);
                }
            }
            default -> lobby.managerOf(client).stopClient();
        }
    }

    private static void check(Lobby lobby, List<NetworkClient> clients) {
        NetworkServer server = lobby.server.server();
        for (NetworkClient client : clients) {
            if (client.state() != ClientState.CONNECTED) {
                continue;
            }
            NetworkConnection connection = lobby.connection(client);
            List<Integer> expected = new ArrayList<>();
            for (NetworkIdentity object : server.objects()) {
                if (server.isReady(connection) && lobby.rooms.observes(connection, object)) {
                    expected.add(object.netId());
                }
            }
            assertThat(client.objects().stream().map(NetworkIdentity::netId).toList())
                    .containsExactlyInAnyOrderElementsOf(expected);
            Room room = lobby.rooms.roomOf(connection);
            if (room == null) {
                assertThat(client.localPlayer()).isNull();
                continue;
            }
            RoomPlayer roomPlayer = Objects.requireNonNull(room.roomPlayer(connection));
            assertThat(roomPlayer.place()).isEqualTo(room.members().indexOf(connection));
            assertThat(Objects.requireNonNull(client.localPlayer()).prefab())
                    .isEqualTo(room.isPlaying() ? "fighter" : "guest");
            assertThat(lobby.managerOf(client).sceneName()).isEqualTo(room.isPlaying() ? "arena" : "lounge");
        }
        for (Room room : lobby.rooms.rooms()) {
            assertThat(room.members()).isNotEmpty().allMatch(NetworkConnection::isOpen);
        }
    }
}
