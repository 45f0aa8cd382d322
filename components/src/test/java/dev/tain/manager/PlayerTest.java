package dev.tain.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.manager.Play.Mode;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.Channel;
import dev.tain.value.Vector3;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets a player, when and where. */
class PlayerTest {
    private static Pose at(float x) {
        return new Pose().position(x, 0, 0);
    }

    private static NetworkIdentity player(NetworkServer server, NetworkConnection connection) {
        return Objects.requireNonNull(server.player(connection));
    }

    @ParameterizedTest
    @EnumSource
    void aPlayerAppearsAtAStartPosition(Mode mode) {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, mode, b -> b.playerPrefab("player").startPosition(at(5)))
                    .start();

            NetworkIdentity copy = Objects.requireNonNull(play.client.client().localPlayer());
            assertThat(copy.pose().position()).isEqualTo(new Vector3(5, 0, 0));
        });
    }

    @Test
    void startPositionsTakeTurnsAndThoseOfASceneGoWithIt() {
        NetworkManager manager = NetworkManager.builder()
                .startPosition(at(1))
                .startPosition(at(2))
                .build();
        manager.startHost();
        manager.addStartPosition(at(3));

        List<Float> turns = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            turns.add(Objects.requireNonNull(manager.startPosition()).x);
        }
        assertThat(turns).containsExactly(1f, 2f, 3f, 1f);

        manager.changeScene("next");
        turns.clear();
        for (int i = 0; i < 3; i++) {
            turns.add(Objects.requireNonNull(manager.startPosition()).x);
        }
        assertThat(turns).containsExactly(1f, 2f, 1f);
        manager.stopHost();
    }

    @Test
    void startPositionsAreDrawnFromTheChanceThatWasHandedIn() {
        NetworkManager manager = NetworkManager.builder()
                .startPosition(at(1))
                .startPosition(at(2))
                .startPosition(at(3))
                .randomStartPositions(new Random(7)::nextInt)
                .build();
        Random same = new Random(7);

        for (int i = 0; i < 20; i++) {
            assertThat(Objects.requireNonNull(manager.startPosition()).x).isEqualTo(same.nextInt(3) + 1);
        }
    }

    @Test
    void whereThereIsNoStartPositionThePrefabDecides() {
        assertThat(NetworkManager.builder().build().startPosition()).isNull();
    }

    /** Asks a database first. */
    private static final class Patient extends Journal {
        final List<Runnable> answers = new ArrayList<>();

        @Override
        public void onServerAddPlayer(NetworkManager manager, NetworkConnection connection) {
            entries.add("onServerAddPlayer");
            answers.add(() -> manager.execute(() -> manager.addPlayer(connection)));
        }
    }

    @Test
    void aPlayerMayBeCreatedLater() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, b -> b.playerPrefab("player"));
            Patient patient = new Patient();
            NetworkManager server = play.manager(
                    patient,
                    b -> b.server(s -> s.transport(play.network.server()).reportSink(net.reportSink())));
            server.startServer();
            play.client.startClient(play.network.client());
            play.settle();
            assertThat(play.client.client().localPlayer()).isNull();

            play.client.requestPlayer(); // impatient; it is being made already
            play.settle();
            assertThat(patient.answers).hasSize(1);
            patient.answers.get(0).run();
            play.settle();

            assertThat(play.client.client().localPlayer()).isNotNull();
        });
    }

    @Test
    void whoWasPromisedAPlayerThatNeverCameIsHeardAgain() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, b -> b.playerPrefab("player"));
            Patient patient = new Patient();
            NetworkManager server = play.manager(
                    patient,
                    b -> b.server(s -> s.transport(play.network.server()).reportSink(net.reportSink())));
            server.startServer();
            play.client.startClient(play.network.client());
            play.settle();
            patient.answers.clear(); // the database is gone, and nobody says so

            net.advance(Duration.ofSeconds(11));
            play.client.requestPlayer();
            play.settle();
            assertThat(patient.answers).hasSize(1);
            patient.answers.get(0).run();
            play.settle();

            assertThat(play.client.client().localPlayer()).isNotNull();
        });
    }

    @Test
    void whosePlayerCouldNotBeMadeMayAskAgainAtOnce() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, b -> b.playerPrefab("player"));
            Journal failing = new Journal() {
                @Override
                public void onServerAddPlayer(NetworkManager manager, NetworkConnection connection) {
                    entries.add("asked");
                    if (entries.indexOf("asked") == entries.size() - 1) {
                        throw new IllegalStateException("on purpose");
                    }
                    manager.addPlayer(connection);
                }
            };
            NetworkManager server = play.manager(
                    failing,
                    b -> b.server(s -> s.transport(play.network.server())
                            .reportSink(net.reportSink())
                            .exceptionsDisconnect(false)));
            server.startServer();
            play.client.startClient(play.network.client());
            play.settle();
            assertThat(play.client.client().localPlayer()).isNull();

            play.client.requestPlayer();
            play.settle();

            assertThat(play.client.client().localPlayer()).isNotNull();
        });
    }

    @Test
    void aPlayerWhoLeftWhileItWasBeingMadeIsNotMade() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, b -> b.playerPrefab("player"));
            Patient patient = new Patient();
            NetworkManager server = play.manager(
                    patient,
                    b -> b.server(s -> s.transport(play.network.server()).reportSink(net.reportSink())));
            server.startServer();
            play.client.startClient(play.network.client());
            play.settle();

            play.client.stopClient();
            play.settle();
            patient.answers.get(0).run();
            play.settle();

            assertThat(server.server().objects())
                    .noneMatch(object -> object.prefab().equals("player"));
        });
    }

    @Test
    void withoutAutomaticCreationTheGameAsks() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(
                            net,
                            Mode.SERVER_AND_CLIENT,
                            b -> b.playerPrefab("player").autoCreatePlayer(false))
                    .start();
            assertThat(play.client.client().isReady()).isTrue();
            assertThat(play.client.client().localPlayer()).isNull();

            play.client.requestPlayer();
            play.settle();

            assertThat(play.client.client().localPlayer()).isNotNull();
        });
    }

    @Test
    void whoAsksAgainAndAgainGetsOne() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, b -> b.playerPrefab("player"))
                    .start();

            for (int i = 0; i < 100; i++) {
                play.client.client().send(new AddPlayerMessage(), Channel.RELIABLE);
            }
            play.settle();

            assertThat(play.serverJournal.take()).containsOnlyOnce("onServerAddPlayer");
            assertThat(play.server.playerCount()).isEqualTo(1);
        });
    }

    @Test
    void whoIsNotReadyGetsNone() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.SERVER_AND_CLIENT, b -> b.playerPrefab("player"))
                    .start();
            NetworkServer server = play.server.server();
            NetworkConnection connection = server.connections().iterator().next();
            server.destroy(player(server, connection));
            server.setNotReady(connection);
            play.settle();

            play.client.requestPlayer();
            play.settle();

            assertThat(play.server.playerCount()).isZero();
        });
    }

    @Test
    void aDefaultPlayerThatIsNotThereIsAMistakeThatIsTold() {
        NetworkSimulation.run(net -> {
            Play play = Play.of(net, Mode.HOST, b -> {}).start();

            assertThatThrownBy(() -> play.server.addPlayer(Objects.requireNonNull(play.server.localConnection())))
                    .hasMessageContaining("playerPrefab");
        });
    }
}
