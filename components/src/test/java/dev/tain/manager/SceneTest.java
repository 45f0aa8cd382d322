package dev.tain.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.manager.Play.Mode;
import dev.tain.object.NetworkIdentity;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenes change under a running game. */
class SceneTest {
    private final SlowLoader serverLoader = new SlowLoader();
    private final SlowLoader clientLoader = new SlowLoader();
    private final Consumer<NetworkManager.Builder> slow = builder ->
            builder.playerPrefab("player").serverSceneLoader(serverLoader).clientSceneLoader(clientLoader);

    private static Consumer<NetworkManager.Builder> in(String scene) {
        return builder -> builder.playerPrefab("player").onlineScene(scene);
    }

    private static NetworkConnection first(NetworkServer server) {
        return server.connections().iterator().next();
    }

    @ParameterizedTest
    @EnumSource
    void aChangeOfSceneHasThisOrderOnBothSides(Mode mode) {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, mode, in("arena")).start();
            play.serverJournal.take();
            play.clientJournal.take();

            play.server.changeScene("cave");
            play.settle();

            List<String> ofServer = play.serverJournal.entries.stream()
                    .filter(entry -> entry.startsWith("onServer") || entry.startsWith("S "))
                    .toList();
            assertThat(ofServer)
                    .containsExactly(
                            "onServerChangeScene cave",
                            "S arena/gate.onStopServer",
                            "S player.onStopServer",
                            "S cave/lamp.onStartServer",
                            "onServerSceneChanged cave",
                            "onServerReady",
                            "onServerAddPlayer",
                            "S player.onStartServer");
            List<String> ofClient = play.clientJournal.entries.stream()
                    .filter(entry -> entry.startsWith("onClient") || entry.startsWith("C "))
                    .toList();
            assertThat(ofClient)
                    .containsExactly(
                            "C arena/gate.onStopClient",
                            "C player.onStopLocalPlayer",
                            "C player.onStopClient",
                            "C player.onStopAuthority",
                            "onClientNotReady",
                            "onClientChangeScene cave NORMAL",
                            "onClientSceneChanged cave NORMAL",
                            "C cave/lamp.onStartClient",
                            "C player.onStartClient",
                            "C player.onStartAuthority",
                            "C player.onStartLocalPlayer");
            assertThat(play.client.sceneName()).isEqualTo("cave");
        });
    }

    @Test
    void aClientIsReadyOnlyWhenBothHaveLoaded() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, slow).start();
            NetworkConnection connection = first(play.server.server());

            play.server.changeScene("cave");
            play.settle();
            assertThat(serverLoader.asked).containsExactly("cave NORMAL");
            assertThat(clientLoader.asked).containsExactly("cave NORMAL");
            clientLoader.finish();
            play.settle();
            assertThat(play.server.server().isReady(connection)).isFalse();
            serverLoader.finish();
            play.settle();

            assertThat(play.server.server().isReady(connection)).isTrue();
            assertThat(play.client.client().localPlayer()).isNotNull();
        });
    }

    @Test
    void minutesOfLoadingEndNoConnection() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, slow).start();
            Journal late = new Journal();
            play.server.changeScene("cave");
            play.settle();
            NetworkManager lateClient = play.join(late);

            // A client whose thread is busy loading does not tick at all, and says nothing.
            SlowLoader busyLoader = new SlowLoader();
            NetworkManager busy = NetworkManager.builder()
                    .prefabs(Play.prefabs(new Journal()))
                    .playerPrefab("player")
                    .sceneLoader(busyLoader)
                    .build();
            busy.startClient(play.network.client());
            for (int i = 0; i < 10; i++) {
                busy.tick(net.nowNanos());
                net.tick();
            }
            net.advance(Duration.ofMinutes(4));
            busyLoader.finish();
            busy.tick(net.nowNanos());
            assertThat(play.server.server().connections()).hasSize(3);

            serverLoader.finish();
            clientLoader.finish();
            clientLoader.finish();
            for (int i = 0; i < 60; i++) {
                busy.tick(net.nowNanos());
                net.tick();
            }

            assertThat(play.server.playerCount()).isEqualTo(3);
            assertThat(lateClient.client().state()).isEqualTo(ClientState.CONNECTED);
        });
    }

    @Test
    void whoHasLoadedIsMissedAsSoonAsAnybodyElse() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, in("arena")).start();
            NetworkManager silent = NetworkManager.builder()
                    .prefabs(Play.prefabs(new Journal()))
                    .build();
            silent.startClient(play.network.client());
            for (int i = 0; i < 60; i++) {
                silent.tick(net.nowNanos());
                net.tick();
            }
            assertThat(play.server.server().connections()).hasSize(2);

            net.advance(Duration.ofSeconds(40));

            assertThat(play.server.server().connections()).hasSize(1);
        });
    }

    @Test
    void messagesOfTheGameAreHandledWhileScenesLoad() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, slow).start();
            play.client.client().registerHandler(Note.class, note -> play.clientJournal.entries.add(note.text()));
            play.server.changeScene("cave");
            play.settle();

            play.server.server().sendToAll(new Note("still there?"));
            play.settle();

            assertThat(play.client.isLoadingScene()).isTrue();
            assertThat(play.clientJournal.take()).contains("still there?");
        });
    }

    @Test
    void whoComesLateLoadsWhatIsThere() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, in("arena")).start();
            play.server.loadScene("cave");
            play.settle();
            Journal journal = new Journal();

            NetworkManager late = play.join(journal);
            play.settle();

            assertThat(journal.take())
                    .containsExactly(
                            "onStartClient",
                            "onClientConnect",
                            "onClientChangeScene arena NORMAL",
                            "onClientSceneChanged arena NORMAL",
                            "onClientChangeScene cave LOAD_ADDITIVE",
                            "onClientSceneChanged cave LOAD_ADDITIVE",
                            "C arena/gate.onStartClient",
                            "C player.onStartClient",
                            "C cave/lamp.onStartClient",
                            "C player.onStartClient",
                            "C player.onStartAuthority",
                            "C player.onStartLocalPlayer");
            assertThat(late.client().localPlayer()).isNotNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void anAdditionalSceneComesAndGoesWithoutAnybodyLeaving(Mode mode) {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, mode, in("arena")).start();
            NetworkIdentity player = Objects.requireNonNull(play.client.client().localPlayer());

            play.server.loadScene("cave");
            play.settle();

            assertThat(play.journal())
                    .contains(
                            "S cave/lamp.onStartServer",
                            "onServerSceneLoaded cave",
                            "onClientSceneChanged cave LOAD_ADDITIVE",
                            "C cave/lamp.onStartClient");

            play.server.unloadScene("cave");
            play.settle();

            assertThat(play.journal())
                    .contains(
                            "S cave/lamp.onStopServer",
                            "onServerSceneUnloaded cave",
                            "onClientSceneChanged cave UNLOAD_ADDITIVE",
                            "C cave/lamp.onStopClient")
                    .doesNotContain("onClientNotReady");
            assertThat(play.client.client().localPlayer()).isSameAs(player);
            assertThat(play.server.sceneName()).isEqualTo("arena");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPlayerThatIsKeptStaysThePlayer(Mode mode) {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, mode, in("arena")).start();
            NetworkServer server = play.server.server();
            NetworkIdentity player = Objects.requireNonNull(server.player(first(server)));
            NetworkIdentity copy = play.client.client().localPlayer();
            play.server.keepAcrossScenes(player);

            play.server.changeScene("cave");
            play.settle();

            assertThat(server.player(first(server))).isSameAs(player);
            assertThat(play.client.client().localPlayer()).isSameAs(copy);
            assertThat(play.journal()).containsOnlyOnce("onServerAddPlayer");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPlayerThatIsKeptDismountsFromWhatIsNot(Mode mode) {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, mode, in("arena")).start();
            NetworkServer server = play.server.server();
            NetworkIdentity player = Objects.requireNonNull(server.player(first(server)));
            NetworkIdentity horse = server.spawn(server.instantiate("hero"));
            player.parent(horse);
            play.server.keepAcrossScenes(player);
            play.settle();

            play.server.changeScene("cave");
            play.settle();

            assertThat(horse.isSpawned()).isFalse();
            assertThat(player.isSpawned()).isTrue();
            assertThat(player.parent()).isNull();
            assertThat(play.copy(player).isLocalPlayer()).isTrue();
            assertThat(play.copy(player).parent()).isNull();
        });
    }

    @Test
    void aSecondChangeDuringTheFirstWins() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, slow).start();

            play.server.changeScene("arena");
            play.settle();
            play.server.changeScene("cave");
            play.settle();
            clientLoader.finish();
            serverLoader.finish();
            play.settle();
            assertThat(play.client.client().isReady()).isFalse();
            clientLoader.finish();
            serverLoader.finish();
            play.settle();

            assertThat(serverLoader.asked).containsExactly("arena NORMAL", "cave NORMAL");
            assertThat(play.serverJournal.take())
                    .contains("onServerSceneChanged cave")
                    .doesNotContain("onServerSceneChanged arena");
            assertThat(play.client.client().isReady()).isTrue();
            assertThat(play.server.playerCount()).isEqualTo(1);
        });
    }

    /** A listener that answers a change to the cave, once. */
    private static Consumer<NetworkManager.Builder> whenChangingToTheCave(Consumer<NetworkManager> answer) {
        return builder -> builder.playerPrefab("player")
                .onlineScene("arena")
                .serverListener(new NetworkManagerListener() {
                    private boolean answered;

                    @Override
                    public void onServerChangeScene(NetworkManager manager, String scene) {
                        if (scene.equals("cave") && !answered) {
                            answered = true;
                            answer.accept(manager);
                        }
                    }
                });
    }

    @Test
    void aChangeInsideOnServerChangeSceneTakesThePlaceOfTheFirst() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(
                            net, Mode.SERVER_AND_CLIENT, whenChangingToTheCave(manager -> manager.changeScene("third")))
                    .start();

            play.server.changeScene("cave");
            play.settle();

            assertThat(play.server.sceneName()).isEqualTo("third");
            assertThat(play.client.sceneName()).isEqualTo("third");
            assertThat(play.client.client().localPlayer()).isNotNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aServerStoppedInsideOnServerChangeSceneStartsAnew(Mode mode) {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, mode, whenChangingToTheCave(NetworkManager::stopServer))
                    .start();
            play.server.changeScene("cave");
            play.settle();
            assertThat(play.server.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
            assertThat(play.server.isLoadingScene()).isFalse();

            play.start();

            assertThat(play.server.sceneName()).isEqualTo("arena");
            assertThat(play.client.client().localPlayer()).isNotNull();
        });
    }

    /** The ready of the old scene is under way when the server changes to the next: it must not count for that. */
    @Test
    void aReadyThatComesTooLateDoesNotCountForTheNextScene() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, slow).start();
            play.server.changeScene("arena");
            play.settle();
            serverLoader.finish();
            play.settle();
            net.conditions(NetworkConditions.builder().latencyMillis(200).build());

            clientLoader.finish();
            net.tick();
            net.tick();
            play.server.changeScene("cave");
            play.settle();
            play.settle();

            assertThat(play.server.server().isReady(first(play.server.server())))
                    .isFalse();
            assertThat(play.server.playerCount()).isZero();
        });
    }

    @Test
    void aSceneWithCustomHandlingIsTheGamesAffair() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, slow).start();
            NetworkConnection connection = first(play.server.server());

            play.server.sendScene(connection, new SceneMessage("shop", SceneOperation.LOAD_ADDITIVE, true));
            play.settle();
            assertThat(clientLoader.asked).isEmpty();
            assertThat(play.client.isLoadingScene()).isTrue();
            play.client.sceneLoaded();
            play.settle();

            assertThat(play.clientJournal.take())
                    .containsSubsequence(
                            "onClientChangeScene shop LOAD_ADDITIVE custom", "onClientSceneChanged shop LOAD_ADDITIVE");
            assertThat(play.client.isLoadingScene()).isFalse();
            assertThatThrownBy(play.client::sceneLoaded).hasMessageContaining("custom handling");
        });
    }

    @Test
    void aClientThatCannotLoadLeaves() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            Play play = Play.of(
                            net,
                            Mode.SERVER_AND_CLIENT,
                            builder -> builder.clientSceneLoader((s, o, done) -> {
                                throw new IllegalStateException("no such level");
                            }))
                    .start();

            play.server.changeScene("cave");
            play.settle();

            assertThat(play.client.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
            assertThat(play.server.server().connections()).isEmpty();
        });
    }

    @Test
    void aServerThatCannotLoadLetsNobodyInUntilItCan() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            Play play = Play.of(
                            net,
                            Mode.SERVER_AND_CLIENT,
                            b -> b.playerPrefab("player").serverSceneLoader((scene, operation, done) -> {
                                if (scene.equals("cave")) {
                                    throw new IllegalStateException("no such level");
                                }
                                done.run();
                            }))
                    .start();
            play.server.changeScene("cave");
            play.settle();
            NetworkManager late = play.join(new Journal());
            play.settle();

            late.client().ready(); // says so all the same
            late.requestPlayer();
            play.settle();
            assertThat(play.server.playerCount()).isZero();
            assertThat(play.client.client().isReady()).isFalse();

            play.server.changeScene("arena");
            play.settle();

            assertThat(play.server.playerCount()).isEqualTo(2);
            assertThat(late.sceneName()).isEqualTo("arena");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"LOAD_ADDITIVE", "UNLOAD_ADDITIVE"})
    void anAdditionalSceneThatFailsOnTheServerKeepsNobodyOut(SceneOperation fails) {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            Play play = Play.of(
                            net,
                            Mode.SERVER_AND_CLIENT,
                            b -> b.playerPrefab("player")
                                    .onlineScene("arena")
                                    .serverSceneLoader((scene, operation, done) -> {
                                        if (operation == fails) {
                                            throw new IllegalStateException("no such level");
                                        }
                                        done.run();
                                    }))
                    .start();

            play.server.loadScene("cave");
            if (fails == SceneOperation.UNLOAD_ADDITIVE) {
                play.settle();
                play.server.unloadScene("cave");
            }
            NetworkManager late = play.join(new Journal());
            play.settle();
            play.settle();

            assertThat(late.client().localPlayer()).isNotNull();
            assertThat(play.clientJournal.take())
                    .containsSubsequence(
                            "onClientSceneChanged cave LOAD_ADDITIVE", "onClientSceneChanged cave UNLOAD_ADDITIVE");
            play.server.loadScene("annex"); // another is in order
        });
    }

    @Test
    void aListenerThatThrowsKeepsNobodyOut() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            Play play = Play.of(
                            net,
                            Mode.SERVER_AND_CLIENT,
                            b -> b.playerPrefab("player")
                                    .onlineScene("arena")
                                    .clientListener(new NetworkManagerListener() {
                                        @Override
                                        public void onClientSceneChanged(
                                                NetworkManager manager, String scene, SceneOperation operation) {
                                            throw new IllegalStateException("on purpose");
                                        }
                                    }))
                    .start();

            assertThat(play.client.client().localPlayer()).isNotNull();
            assertThat(net.reports()).anyMatch(report -> report.cause() != null);
        });
    }

    @Test
    void theOfflineSceneIsLoadedAtTheEnd() {
        NetworkSimulation.run(net -> {
            SlowLoader loader = new SlowLoader();
            Play play = Play.of(
                            net,
                            Mode.SERVER_AND_CLIENT,
                            b -> b.offlineScene("menu").clientSceneLoader(loader))
                    .start();

            play.client.stopClient();

            assertThat(loader.asked).containsExactly("menu NORMAL");
        });
    }

    @Test
    void mistakesAreTold() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, slow);
            assertThatThrownBy(() -> play.server.changeScene("cave")).hasMessageContaining("OFFLINE");
            play.start();

            assertThatThrownBy(() -> play.server.changeScene("")).hasMessageContaining("empty");
            play.server.changeScene("cave");
            assertThatThrownBy(() -> play.server.changeScene("cave")).hasMessageContaining("already");
            assertThatThrownBy(() -> play.server.unloadScene("arena")).hasMessageContaining("arena");
            assertThatThrownBy(() -> play.client.changeScene("cave")).hasMessageContaining("CLIENT_ONLY");
        });
    }
}
