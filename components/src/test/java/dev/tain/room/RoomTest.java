package dev.tain.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.manager.NetworkManagerListener;
import dev.tain.object.NetworkIdentity;
import dev.tain.testing.NetworkSimulation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Players gather, begin, play and come back. */
class RoomTest {
    @Test
    void membersHaveRoomPlayersThatSeeEachOther() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net).start();
            NetworkClient ann = lobby.client();
            NetworkClient bob = lobby.client();

            lobby.open(ann, bob);

            assertThat(Lobby.seen(ann)).containsExactly("guest", "guest");
            assertThat(Lobby.guest(ann).place()).isZero();
            assertThat(Lobby.guest(bob).place()).isEqualTo(1);
            assertThat(Lobby.guest(bob).isLocalPlayer()).isTrue();
        });
    }

    @Test
    void theGameBeginsWhenAllAreReadyAndEveryoneComesBack() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net).start();
            NetworkClient ann = lobby.client();
            NetworkClient bob = lobby.client();
            Room room = lobby.open(ann, bob);

            lobby.ready(ann, true);
            assertThat(room.isPlaying()).isFalse();
            lobby.ready(bob, true);

            assertThat(room.isPlaying()).isTrue();
            assertThat(lobby.log).containsExactly("opened", "enter", "enter", "all ready", "started", "plays", "plays");
            assertThat(lobby.managerOf(ann).sceneName()).isEqualTo("arena");
            assertThat(Objects.requireNonNull(ann.localPlayer()).prefab()).isEqualTo("fighter");
            assertThat(Lobby.seen(bob)).containsExactly("fighter", "fighter", "guest", "guest");
            assertThat(Lobby.guest(bob).isOwned()).isTrue();

            room.returnToRoom();
            lobby.settle();

            assertThat(room.isPlaying()).isFalse();
            assertThat(lobby.managerOf(ann).sceneName()).isEqualTo("lounge");
            assertThat(Objects.requireNonNull(ann.localPlayer()).prefab()).isEqualTo("guest");
            assertThat(Lobby.seen(bob)).containsExactly("guest", "guest");
            assertThat(Lobby.guest(ann).isReadyToBegin()).isFalse();
            assertThat(Lobby.guest(ann).log).endsWith("ready false");

            lobby.ready(ann, true);
            lobby.ready(bob, true);
            assertThat(room.isPlaying()).isTrue();
        });
    }

    @Test
    void oneIsNotEnoughForTwo() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net).start();
            NetworkClient ann = lobby.client();
            Room room = lobby.open(ann);

            lobby.ready(ann, true);

            assertThat(room.isPlaying()).isFalse();
            assertThat(Lobby.guest(ann).log).endsWith("ready true");
        });
    }

    @Test
    void whoeverLeavesMakesTheOthersUnreadyAndMovesThemUp() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net, b -> b.playersMin(3)).start();
            NetworkClient ann = lobby.client();
            NetworkClient bob = lobby.client();
            Room room = lobby.open(ann, bob);
            lobby.ready(bob, true);

            ann.disconnect();
            lobby.settle();

            assertThat(lobby.log).contains("exit with player");
            assertThat(room.members()).hasSize(1);
            assertThat(Lobby.guest(bob).isReadyToBegin()).isFalse();
            assertThat(Lobby.guest(bob).place()).isZero();
            assertThat(Lobby.seen(bob)).containsExactly("guest");
        });
    }

    @Test
    void aCountdownCanBeTakenBack() {
        NetworkSimulation.run(net -> {
            Lobby[] made = new Lobby[1];
            Lobby lobby = new Lobby(
                            net,
                            b -> b.listener(new RoomListener() {
                                @Override
                                public void onPlayersReady(Room room) {
                                    made[0].log.add("counting");
                                }

                                @Override
                                public void onPlayersNotReady(Room room) {
                                    made[0].log.add("stopped counting");
                                }
                            }))
                    .start();
            made[0] = lobby;
            NetworkClient ann = lobby.client();
            NetworkClient bob = lobby.client();
            Room room = lobby.open(ann, bob);

            lobby.ready(ann, true);
            lobby.ready(bob, true);
            lobby.ready(bob, false);

            assertThat(lobby.log).containsExactly("counting", "stopped counting");
            assertThat(room.isPlaying()).isFalse();
        });
    }

    @Test
    void whoIsInAnotherRoomSeesNothingOfThisOne() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net).start();
            NetworkClient ann = lobby.client();
            NetworkClient bob = lobby.client();
            NetworkClient eve = lobby.client();
            Room first = lobby.open(ann);
            lobby.open(bob);

            NetworkIdentity ball = first.spawn(lobby.server.server().instantiate("ball"), null);
            lobby.server.server().spawn(lobby.server.server().instantiate("fighter"));
            lobby.settle();

            assertThat(Lobby.seen(ann)).containsExactly("ball", "fighter", "guest");
            assertThat(Lobby.seen(bob)).containsExactly("fighter", "guest");
            assertThat(Lobby.seen(eve)).containsExactly("fighter");
            assertThat(lobby.rooms.roomOf(ball)).isSameAs(first);

            first.add(lobby.connection(eve));
            lobby.settle();
            assertThat(Lobby.seen(eve)).containsExactly("ball", "fighter", "guest", "guest");

            first.remove(lobby.connection(eve));
            lobby.settle();
            assertThat(Lobby.seen(eve)).containsExactly("fighter");
            assertThat(Lobby.seen(ann)).containsExactly("ball", "fighter", "guest");
        });
    }

    @Test
    void twoRoomsPlayWithoutDisturbingEachOther() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net, b -> b.playersMin(1)).start();
            NetworkClient ann = lobby.client();
            NetworkClient bob = lobby.client();
            Room first = lobby.open(ann);
            Room second = lobby.open(bob);

            lobby.ready(ann, true);

            assertThat(first.isPlaying()).isTrue();
            assertThat(second.isPlaying()).isFalse();
            assertThat(Lobby.seen(bob)).containsExactly("guest");

            lobby.ready(bob, true);
            first.close();
            lobby.settle();

            assertThat(second.isPlaying()).isTrue();
            assertThat(Lobby.seen(bob)).containsExactly("fighter", "guest");
            assertThat(Lobby.seen(ann)).isEmpty();
        });
    }

    @Test
    void whoLeavesAGameLeavesNothingBehind() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net).start();
            NetworkClient ann = lobby.client();
            NetworkClient bob = lobby.client();
            Room room = lobby.open(ann, bob);
            lobby.ready(ann, true);
            lobby.ready(bob, true);

            assertThat(lobby.ask(bob, new LeaveRoomRequest())).isEqualTo("RoomLeft[]");

            assertThat(Lobby.seen(ann)).containsExactly("fighter", "guest");
            assertThat(Lobby.seen(bob)).isEmpty();
            assertThat(room.isPlaying()).isTrue();
        });
    }

    @Test
    void readinessDuringAGameChangesNothing() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net, b -> b.playersMin(1)).start();
            NetworkClient ann = lobby.client();
            lobby.open(ann);
            lobby.ready(ann, true);

            lobby.ready(ann, false);

            assertThat(lobby.log).doesNotContain("not ready");
            assertThat(Lobby.guest(ann).isReadyToBegin()).isTrue();
        });
    }

    @Test
    void whenTheServerChangesSceneMembersGetTheirPlayersAnew() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net).start();
            NetworkClient ann = lobby.client();
            Room room = lobby.open(ann);

            lobby.server.changeScene("elsewhere");
            lobby.settle();

            assertThat(Lobby.seen(ann)).containsExactly("guest");
            assertThat(room.roomPlayer(lobby.connection(ann))).isNotNull();
        });
    }

    @Test
    void itWorksForTheHostToo() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net);
            lobby.server.startHost();
            lobby.settle();
            NetworkClient own = lobby.server.client();
            NetworkClient bob = lobby.client();
            Room room = lobby.open(own, bob);

            lobby.ready(own, true);
            lobby.ready(bob, true);

            assertThat(room.isPlaying()).isTrue();
            assertThat(Objects.requireNonNull(own.localPlayer()).prefab()).isEqualTo("fighter");

            lobby.server.stopHost();
            assertThat(lobby.log).endsWith("exit with player", "exit with player", "closed");
            assertThat(lobby.rooms.rooms()).isEmpty();
        });
    }

    // ---------------------------------------------------------------- what clients ask

    @Test
    void clientsOpenListAndJoinRooms() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net).start();
            NetworkClient ann = lobby.client();
            NetworkClient bob = lobby.client();

            String opened = lobby.ask(ann, new CreateRoomRequest("Ann's", RoomVisibility.LISTED, 2));
            assertThat(opened).contains("Ann's", "players=1");
            assertThat(lobby.ask(bob, new ListRoomsRequest(0))).contains("Ann's");
            assertThat(lobby.ask(bob, new ListRoomsRequest(1))).doesNotContain("Ann's");
            assertThat(lobby.ask(bob, new JoinRoomRequest(1))).contains("players=2");

            NetworkClient eve = lobby.client();
            assertThat(lobby.ask(eve, new JoinRoomRequest(1))).isEqualTo("The room is full.");
            assertThat(lobby.ask(eve, new JoinRoomRequest(9))).isEqualTo("There is no such room.");
            assertThat(lobby.ask(ann, new JoinRoomRequest(1))).isEqualTo("You are in this room.");

            lobby.ask(ann, new LeaveRoomRequest());
            lobby.ask(bob, new LeaveRoomRequest());
            assertThat(lobby.rooms.rooms()).isEmpty();
            assertThat(lobby.log).endsWith("closed");
        });
    }

    @Test
    void aRoomWithACodeIsForWhoKnowsIt() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net).start();
            NetworkClient ann = lobby.client();
            NetworkClient bob = lobby.client();
            lobby.ask(ann, new CreateRoomRequest("secret", RoomVisibility.BY_CODE, 4));
            String code = lobby.rooms.rooms().get(0).code();

            assertThat(code).matches("[A-HJ-NP-Z2-9]{6}");
            assertThat(lobby.ask(bob, new ListRoomsRequest(0))).doesNotContain("secret");
            assertThat(lobby.ask(bob, new JoinRoomRequest(1))).isEqualTo("There is no such room.");
            assertThat(lobby.ask(
                            bob,
                            new JoinByCodeRequest(
                                    code.substring(0, 3).toLowerCase(Locale.ROOT) + "-" + code.substring(3))))
                    .contains("players=2");
        });
    }

    @Test
    void whoGuessesCodesIsSlowedDownThenCutOff() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net).start();
            NetworkClient eve = lobby.client();

            for (int i = 0; i < 10; i++) {
                eve.request(new JoinByCodeRequest("AAAAA" + i)).onFailure(failure -> {});
            }
            lobby.settle();
            assertThat(eve.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(eve.connection()).isNotNull();

            for (int i = 0; i < 10 && eve.state() == ClientState.CONNECTED; i++) {
                eve.request(new JoinByCodeRequest("BBBBB" + i)).onFailure(failure -> {});
                net.advance(Duration.ofSeconds(2));
            }

            assertThat(eve.state()).isEqualTo(ClientState.DISCONNECTED);
        });
    }

    @Test
    void aPrivateRoomIsForWhomTheGameLetsIn() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net).start();
            NetworkClient ann = lobby.client();
            Room room = lobby.rooms.open("team", RoomVisibility.PRIVATE, 2);

            assertThat(lobby.ask(ann, new ListRoomsRequest(0))).doesNotContain("team");
            assertThat(lobby.ask(ann, new JoinRoomRequest(room.id()))).isEqualTo("There is no such room.");
            assertThat(lobby.ask(ann, new JoinByCodeRequest(""))).isEqualTo("No room has this code.");
            assertThat(lobby.ask(ann, new CreateRoomRequest("x", RoomVisibility.PRIVATE, 2)))
                    .isEqualTo("Players cannot open such rooms here.");

            room.add(lobby.connection(ann));
            lobby.settle();
            assertThat(Lobby.seen(ann)).containsExactly("guest");
        });
    }

    @Test
    void aGameThatHasBegunTakesNobodyUnlessItWants() {
        for (boolean lateJoin : List.of(false, true)) {
            NetworkSimulation.run(net -> {
                Lobby lobby = new Lobby(net, b -> b.playersMin(1).lateJoin(lateJoin)).start();
                NetworkClient ann = lobby.client();
                NetworkClient bob = lobby.client();
                Room room = lobby.open(ann);
                lobby.ready(ann, true);

                String answer = lobby.ask(bob, new JoinRoomRequest(room.id()));

                if (lateJoin) {
                    assertThat(Objects.requireNonNull(bob.localPlayer()).prefab())
                            .isEqualTo("fighter");
                    assertThat(lobby.managerOf(bob).sceneName()).isEqualTo("arena");
                } else {
                    assertThat(answer).isEqualTo("The game has begun.");
                }
            });
        }
    }

    @Test
    void limitsAreKept() {
        NetworkSimulation.run(net -> {
            Lobby lobby = new Lobby(net, b -> b.roomsMax(1)).start();
            NetworkClient ann = lobby.client();
            NetworkClient bob = lobby.client();

            assertThat(lobby.ask(ann, new CreateRoomRequest("a", RoomVisibility.LISTED, 5)))
                    .isEqualTo("A room takes 1 to 4 players.");
            lobby.ask(ann, new CreateRoomRequest("a", RoomVisibility.LISTED, 4));
            assertThat(lobby.ask(bob, new CreateRoomRequest("b", RoomVisibility.LISTED, 4)))
                    .isEqualTo("There are too many rooms.");
            assertThatThrownBy(() -> lobby.rooms.open("c", RoomVisibility.LISTED, 4))
                    .hasMessageContaining("roomsMax");
            NetworkConnection connection = lobby.connection(bob);
            assertThat(lobby.rooms.roomOf(connection)).isNull();
        });
    }

    @Test
    void whoGoesIsOutWhateverTheGameThrows() {
        for (String where : List.of("onExit", "onPlayersNotReady", "onRoomClosed", "onServerDisconnect")) {
            NetworkSimulation.run(net -> {
                net.tolerateFailures();
                NetworkManagerListener game = throwing(NetworkManagerListener.class, where);
                RoomListener listener = throwing(RoomListener.class, where);
                Lobby lobby = new Lobby(net, b -> b.playersMin(1).gameScene("").listener(listener), game).start();
                NetworkClient ann = lobby.client();
                NetworkClient bob = lobby.client();
                lobby.ask(ann, new CreateRoomRequest("room", RoomVisibility.LISTED, 4));
                Room room = lobby.rooms.rooms().get(0);
                NetworkConnection connection = lobby.connection(ann);
                room.add(lobby.connection(bob));
                lobby.settle();

                lobby.managerOf(ann).stopClient();
                lobby.settle();
                assertThat(room.members()).containsExactly(lobby.connection(bob));
                assertThat(lobby.rooms.roomOf(connection)).isNull();
                room.remove(lobby.connection(bob));
                lobby.settle();

                assertThat(lobby.rooms.rooms()).isEmpty();
                assertThat(lobby.rooms.roomOf(lobby.connection(bob))).isNull();
            });
        }
    }

    @Test
    void whoComesIsInWhateverTheGameThrows() {
        for (String where : List.of("onRoomOpened", "onEnter", "onServerReady")) {
            NetworkSimulation.run(net -> {
                net.tolerateFailures();
                NetworkManagerListener game = throwing(NetworkManagerListener.class, where);
                RoomListener listener = throwing(RoomListener.class, where);
                Lobby lobby = new Lobby(net, b -> b.listener(listener), game).start();
                NetworkClient ann = lobby.client();

                lobby.ask(ann, new CreateRoomRequest("room", RoomVisibility.LISTED, 4));
                lobby.settle();

                assertThat(lobby.rooms.roomOf(lobby.connection(ann))).isNotNull();
                assertThat(Lobby.seen(ann)).containsExactly("guest");
            });
        }
    }

    @Test
    void aServerStopsWithAllItsRoomsWhateverTheGameThrows() {
        for (String where : List.of("onExit", "onRoomClosed", "onStopServer")) {
            NetworkSimulation.run(net -> {
                net.tolerateFailures();
                NetworkManagerListener game = throwing(NetworkManagerListener.class, where);
                RoomListener listener = throwing(RoomListener.class, where);
                Lobby lobby = new Lobby(net, b -> b.listener(listener), game).start();
                lobby.open(lobby.client(), lobby.client());
                lobby.open(lobby.client());

                lobby.server.stopServer();

                assertThat(lobby.rooms.rooms()).isEmpty();
                lobby.start();
                NetworkClient ann = lobby.client();
                lobby.open(ann);
                assertThat(Lobby.seen(ann)).containsExactly("guest");
            });
        }
    }

    @Test
    void aGamePlayerThatCannotBeMadeIsOneLess() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            RoomListener unlucky = new RoomListener() {
                private int players;

                @Override
                public NetworkIdentity createGamePlayer(
                        Room room, NetworkConnection connection, RoomPlayer roomPlayer) {
                    if (players++ == 0) {
                        throw new IllegalStateException("on purpose");
                    }
                    return RoomListener.super.createGamePlayer(room, connection, roomPlayer);
                }
            };
            Lobby lobby = new Lobby(net, b -> b.gameScene("").listener(unlucky)).start();
            NetworkClient ann = lobby.client();
            NetworkClient bob = lobby.client();
            Room room = lobby.open(ann, bob);

            room.startGame();
            lobby.settle();

            assertThat(Objects.requireNonNull(ann.localPlayer()).prefab()).isEqualTo("guest");
            assertThat(Objects.requireNonNull(bob.localPlayer()).prefab()).isEqualTo("fighter");
        });
    }

    /** A listener that throws in one of its methods, if it has it, and does what the default does in the others. */
    private static <T> T throwing(Class<T> type, String method) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        throw new IllegalStateException("on purpose");
                    }
                    return InvocationHandler.invokeDefault(proxy, called, arguments);
                }));
    }

    @Test
    void mistakesAreTold() {
        assertThatThrownBy(() -> Rooms.builder().build()).hasMessageContaining("roomPlayerPrefab");
        assertThatThrownBy(
                        () -> Rooms.builder().roomPlayerPrefab("guest").build().open("x", RoomVisibility.LISTED, 2))
                .hasMessageContaining("start its server");
        assertThatThrownBy(() -> Rooms.builder().codeLength(3)).hasMessageContaining("4 to 16");
        assertThatThrownBy(() -> Rooms.builder()
                        .roomPlayerPrefab("guest")
                        .playersMin(3)
                        .playersMax(2)
                        .build())
                .hasMessageContaining("no game could ever begin");
    }
}
