package dev.tain.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.connection.ClientState;
import dev.tain.manager.Play.Mode;
import dev.tain.testing.NetworkSimulation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is called in which order, from start to stop; the normative text is docs/callbacks.md. */
class LifecycleTest {
    private static final Consumer<NetworkManager.Builder> PLAYER = builder -> builder.playerPrefab("player");
    private static final Consumer<NetworkManager.Builder> ARENA =
            builder -> builder.playerPrefab("player").onlineScene("arena");

    @Test
    void aServerStartsAndStops() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, PLAYER);

            play.server.startServer();
            play.settle();

            assertThat(play.server.mode()).isEqualTo(NetworkManagerMode.SERVER_ONLY);
            assertThat(play.serverJournal.take())
                    .containsExactly("onStartServer", "S arena/gate.onStartServer", "S cave/lamp.onStartServer");

            play.server.stopServer();

            assertThat(play.server.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
            assertThat(play.serverJournal.take())
                    .containsExactly("onStopServer", "S arena/gate.onStopServer", "S cave/lamp.onStopServer");
        });
    }

    @Test
    void aServerWithASceneLoadsItFirst() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, ARENA);

            play.server.startServer();
            play.settle();

            assertThat(play.server.sceneName()).isEqualTo("arena");
            assertThat(play.serverJournal.take())
                    .containsExactly(
                            "onStartServer",
                            "onServerChangeScene arena",
                            "S arena/gate.onStartServer",
                            "onServerSceneChanged arena");
        });
    }

    @Test
    void aClientComesAndGoes() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, PLAYER);
            play.server.startServer();
            play.settle();
            play.serverJournal.take();

            play.client.startClient(play.network.client());
            play.settle();

            assertThat(play.client.mode()).isEqualTo(NetworkManagerMode.CLIENT_ONLY);
            assertThat(play.server.playerCount()).isEqualTo(1);
            assertThat(play.serverJournal.take())
                    .containsExactly("onServerConnect", "onServerReady", "onServerAddPlayer", "S player.onStartServer");
            assertThat(play.clientJournal.take())
                    .containsExactly(
                            "onStartClient",
                            "onClientConnect",
                            "C arena/gate.onStartClient",
                            "C cave/lamp.onStartClient",
                            "C player.onStartClient",
                            "C player.onStartAuthority",
                            "C player.onStartLocalPlayer");

            play.client.stopClient();
            play.settle();

            assertThat(play.client.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
            assertThat(play.clientJournal.take())
                    .startsWith("onClientDisconnect CLOSED, with player", "onStopClient, with player")
                    .contains("C player.onStopLocalPlayer", "C player.onStopAuthority", "C player.onStopClient");
            assertThat(play.serverJournal.take())
                    .containsExactly("onServerDisconnect CLOSED, with player", "S player.onStopServer");
        });
    }

    @Test
    void aClientOfAServerWithASceneLoadsItBeforeItIsReady() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, ARENA).start();

            assertThat(play.client.sceneName()).isEqualTo("arena");
            assertThat(play.clientJournal.take())
                    .containsExactly(
                            "onStartClient",
                            "onClientConnect",
                            "onClientChangeScene arena NORMAL",
                            "onClientSceneChanged arena NORMAL",
                            "C arena/gate.onStartClient",
                            "C player.onStartClient",
                            "C player.onStartAuthority",
                            "C player.onStartLocalPlayer");
        });
    }

    @Test
    void aHostIsAServerAndAClient() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.HOST, PLAYER);

            play.server.startHost();

            assertThat(play.server.mode()).isEqualTo(NetworkManagerMode.HOST);
            assertThat(play.serverJournal.take())
                    .containsExactly(
                            "onStartServer",
                            "onStartHost",
                            "onStartClient",
                            "S arena/gate.onStartServer",
                            "S cave/lamp.onStartServer");

            play.settle();

            assertThat(play.server.localConnection()).isNotNull();
            assertThat(play.serverJournal.take())
                    .containsExactly(
                            "onServerConnect",
                            "onClientConnect",
                            "onServerReady",
                            "onServerAddPlayer",
                            "S player.onStartServer",
                            "C arena/gate.onStartClient",
                            "C cave/lamp.onStartClient",
                            "C player.onStartClient",
                            "C player.onStartAuthority",
                            "C player.onStartLocalPlayer");

            play.server.stopHost();

            assertThat(play.server.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
            assertThat(play.serverJournal.take())
                    .containsExactly(
                            "onStopHost",
                            "onClientDisconnect CLOSED, with player",
                            "onStopClient, with player",
                            "C arena/gate.onStopClient",
                            "C cave/lamp.onStopClient",
                            "C player.onStopLocalPlayer",
                            "C player.onStopClient",
                            "C player.onStopAuthority",
                            "onStopServer",
                            "onServerDisconnect SERVER_STOPPED, with player",
                            "S player.onStopServer",
                            "S arena/gate.onStopServer",
                            "S cave/lamp.onStopServer");
        });
    }

    @Test
    void aHostWithASceneLoadsItOnBothSides() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.HOST, ARENA).start();

            assertThat(play.serverJournal.take())
                    .containsExactly(
                            "onStartServer",
                            "onStartHost",
                            "onStartClient",
                            "onServerChangeScene arena",
                            "S arena/gate.onStartServer",
                            "onServerSceneChanged arena",
                            "onServerConnect",
                            "onClientConnect",
                            "onClientChangeScene arena NORMAL",
                            "onClientSceneChanged arena NORMAL",
                            "onServerReady",
                            "onServerAddPlayer",
                            "S player.onStartServer",
                            "C arena/gate.onStartClient",
                            "C player.onStartClient",
                            "C player.onStartAuthority",
                            "C player.onStartLocalPlayer");
        });
    }

    @Test
    void whenAHostsClientStopsItsServerGoesOn() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.HOST, PLAYER).start();
            NetworkManager other = play.join(new Journal());
            play.settle();
            assertThat(play.server.playerCount()).isEqualTo(2);

            play.server.stopClient();
            play.settle();

            assertThat(play.server.mode()).isEqualTo(NetworkManagerMode.SERVER_ONLY);
            assertThat(play.server.playerCount()).isEqualTo(1);
            assertThat(other.client().localPlayer()).isNotNull();
        });
    }

    @Test
    void aHostsClientCanBeStartedAgain() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.HOST, ARENA).start();
            NetworkManager other = play.join(new Journal());
            play.settle();
            play.server.stopClient();
            play.settle();
            play.serverJournal.take();

            play.server.startLocalClient();
            play.settle();

            assertThat(play.server.mode()).isEqualTo(NetworkManagerMode.HOST);
            assertThat(play.server.localConnection()).isNotNull();
            assertThat(play.client.client().localPlayer()).isNotNull();
            assertThat(play.server.playerCount()).isEqualTo(2);
            assertThat(other.client().localPlayer()).isNotNull();
            assertThat(play.serverJournal.take())
                    .startsWith("onStartHost", "onStartClient", "onServerConnect")
                    .doesNotContain("onStartServer", "onServerChangeScene arena");
            assertThatThrownBy(play.server::startLocalClient).hasMessageContaining("HOST");

            play.server.stopHost();
            assertThat(play.server.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
            assertThatThrownBy(play.server::startLocalClient).hasMessageContaining("OFFLINE");
        });
    }

    @Test
    void aServerThatStopsTakesItsClientsLeave() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, PLAYER).start();
            play.serverJournal.take();
            play.clientJournal.take();

            play.server.stopServer();
            play.settle();

            assertThat(play.serverJournal.take())
                    .startsWith(
                            "onStopServer", "onServerDisconnect SERVER_STOPPED, with player", "S player.onStopServer");
            assertThat(play.clientJournal.take())
                    .startsWith("onClientDisconnect SERVER_STOPPED, with player", "onStopClient, with player");
            assertThat(play.client.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
        });
    }

    @Test
    void everythingCanBeStartedAgain() {
        for (Mode mode : Mode.values()) {
            NetworkSimulation.run(net -> {
                Play play = Play.of(net, mode, ARENA).start();
                play.server.stopServer();
                play.settle();
                play.serverJournal.take();

                play.start();

                assertThat(play.server.playerCount()).isEqualTo(1);
                assertThat(play.client.client().localPlayer()).isNotNull();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onStartServer",
                "onStartHost",
                "onStartClient",
                "onClientChangeScene",
                "onServerChangeScene",
                "onServerDisconnect",
                "onClientDisconnect",
                "onStopClient",
                "onStopServer",
                "onStopHost"
            })
    void aListenerThatThrowsStopsNoStartAndNoStop(String where) {
        for (Mode mode : Mode.values()) {
            NetworkSimulation.run(net -> {
                net.tolerateFailures();
                Play play = Play.of(
                                net,
                                mode,
                                b -> b.playerPrefab("player")
                                        .onlineScene("arena")
                                        .listener(Throwing.in(where)))
                        .start();
                assertThat(play.client.client().localPlayer()).isNotNull();

                play.server.stopServer();
                assertThat(play.server.server().isListening()).isFalse();
                assertThat(play.server.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
                play.settle();
                assertThat(play.client.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
                if (mode == Mode.HOST || !where.endsWith("Host")) {
                    assertThat(net.reports()).anyMatch(report -> report.cause() instanceof ThrownByTheGame);
                }

                play.start();
                assertThat(play.client.client().localPlayer()).isNotNull();
            });
        }
    }

    private static final class ThrownByTheGame extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A listener that throws in one of its methods, and does what the default does in the others. */
    private static final class Throwing {
        static NetworkManagerListener in(String method) {
            return (NetworkManagerListener) Proxy.newProxyInstance(
                    NetworkManagerListener.class.getClassLoader(),
                    new Class<?>[] {NetworkManagerListener.class},
                    (proxy, called, arguments) -> {
                        if (called.getName().equals(method)) {
                            throw new ThrownByTheGame();
                        }
                        return InvocationHandler.invokeDefault(proxy, called, arguments);
                    });
        }
    }

    @Test
    void aHostStoppedWhileItStartsHasStopped() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(
                    net,
                    Mode.HOST,
                    b -> b.playerPrefab("player").listener(new NetworkManagerListener() {
                        private int starts;

                        @Override
                        public void onStartServer(NetworkManager manager) {
                            if (starts++ == 0) {
                                manager.stopHost();
                            }
                        }
                    }));

            play.start();
            assertThat(play.server.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
            assertThat(play.client.client().state()).isEqualTo(ClientState.DISCONNECTED);

            play.start();
            assertThat(play.client.client().localPlayer()).isNotNull();
        });
    }

    @Test
    void stoppingInsideOnStopChangesNothing() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.HOST, PLAYER);
            Journal journal = new Journal() {
                @Override
                public void onStopServer(NetworkManager manager) {
                    super.onStopServer(manager);
                    manager.stopServer();
                }
            };
            NetworkManager manager = play.manager(journal, b -> {});
            manager.startHost();
            play.settle();

            manager.stopHost();

            assertThat(manager.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
            assertThat(journal.take()).containsOnlyOnce("onStopServer");
        });
    }

    @Test
    void stoppingFromACallbackTakesEffectAtTheEndOfTheTick() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.HOST, PLAYER);
            Journal journal = new Journal() {
                @Override
                public void onClientConnect(NetworkManager manager) {
                    manager.stopHost();
                    assertThat(manager.mode()).isEqualTo(NetworkManagerMode.HOST);
                }
            };
            NetworkManager manager = play.manager(journal, b -> {});

            manager.startHost();
            play.settle();

            assertThat(manager.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
            assertThat(journal.take()).contains("onStopHost", "onStopClient", "onStopServer");
        });
    }

    @Test
    void aServerThatWasDrainedHasStoppedForTheManagerToo() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, PLAYER).start();

            play.server.server().drain(Duration.ofMillis(100), "bye");
            play.settle();

            assertThat(play.server.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
            assertThat(play.client.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
            assertThat(play.serverJournal.take()).contains("onStopServer");
        });
    }

    @Test
    void startingTwiceIsAMistakeThatIsTold() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.HOST, PLAYER).start();

            assertThatThrownBy(play.server::startServer).hasMessageContaining("HOST");
            assertThatThrownBy(() -> play.server.startClient("localhost")).hasMessageContaining("HOST");
        });
    }

    @Test
    void aServerThatNobodyCanReachIsAMistakeThatIsTold() {
        NetworkManager manager = NetworkManager.builder().build();

        assertThatThrownBy(manager::startServer).hasMessageContaining("address");
        assertThat(manager.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
    }

    @Test
    void aPlayerPrefabThatIsNotThereIsAMistakeThatIsTold() {
        assertThatThrownBy(() -> NetworkManager.builder().playerPrefab("plaeyr").build())
                .hasMessageContaining("plaeyr");
    }
}
