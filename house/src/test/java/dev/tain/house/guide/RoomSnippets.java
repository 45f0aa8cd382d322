package dev.tain.house.guide;

import dev.tain.NetworkClient;
import dev.tain.authentication.AuthenticatedUser;
import dev.tain.authentication.BasicAuthenticator;
import dev.tain.connection.NetworkConnection;
import dev.tain.manager.NetworkManager;
import dev.tain.manager.NetworkManagerListener;
import dev.tain.object.Prefabs;
import dev.tain.room.CreateRoomRequest;
import dev.tain.room.JoinByCodeRequest;
import dev.tain.room.ListRoomsRequest;
import dev.tain.room.RoomPlayer;
import dev.tain.room.RoomVisibility;
import dev.tain.room.Rooms;
import dev.tain.run.Secrets;
import java.util.Map;

/** The pieces of Java in the guide about rooms and who is who, compiled. */
class RoomSnippets {
    private Map<String, byte[]> accounts;
    private Prefabs prefabs;
    private NetworkManagerListener game;
    private NetworkConnection connection;
    private NetworkClient client;
    private RoomPlayer me;
    private char[] password;
    private Stage.Hud hud;

    void authentication() {
        Secrets secrets = new Secrets();
        BasicAuthenticator authenticator = BasicAuthenticator.of(
                secrets::mac, secrets::randomBytes, (user, answer) -> answer.accept(accounts.get(user)));
        NetworkManager manager = NetworkManager.builder()
                .address("tls://0.0.0.0:7777?certificate=fullchain.pem&key=privkey.pem")
                .authenticator(authenticator)
                .build();
    }

    void login(Secrets secrets) {
        BasicAuthenticator authenticator = BasicAuthenticator.forClient(secrets::mac, secrets::randomBytes)
                .credentials("ann", secrets.ofPassword(password, "ann"));
    }

    void who() {
        String name = connection.attachment(AuthenticatedUser.class).name();
    }

    void rooms(Secrets secrets) {
        Rooms rooms = Rooms.builder()
                .roomPlayerPrefab("roomPlayer")
                .gamePlayerPrefab("hero")
                .gameScene("arena")
                .playersMin(2)
                .codes(secrets::randomBelow)
                .build();
        NetworkManager manager = NetworkManager.builder()
                .address("kcp://0.0.0.0:7777")
                .prefabs(prefabs)
                .listener(rooms.listener(game))
                .server(settings -> settings.interestManagement(rooms))
                .build();
    }

    void joining() {
        client.request(new CreateRoomRequest("Ann's room", RoomVisibility.BY_CODE, 4))
                .onReply(joined -> hud.show("Tell your friends: " + joined.code()));
        client.request(new JoinByCodeRequest("K3M7XP")).onFailure(failure -> hud.show(failure.text()));
        client.request(new ListRoomsRequest(0)).onReply(list -> list.rooms().forEach(room -> hud.show(room.name())));

        me.changeReadyState(true);
    }
}
