package dev.tain.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.ReconnectPolicy;
import dev.tain.object.NetworkIdentity;
import dev.tain.testing.NetworkSimulation;
import dev.tain.testing.SimulatedNetwork;
import dev.tain.transport.ClientTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A manager's game sets the grace period, and players who lose their connection stay. */
class ReturnTest {
    /** A server and a client of one game, whose link can be cut. */
    private static final class Session {
        final NetworkSimulation net;
        final SimulatedNetwork network;
        final Journal serverJournal = new Journal();
        final Journal clientJournal = new Journal();
        final NetworkManager server;
        final NetworkManager client;
        final ClientTransport link;

        Session(NetworkSimulation net, Consumer<NetworkManager.Builder> settings) {
            this.net = net;
            this.network = net.network();
            this.link = network.client();
            NetworkManager.Builder there = NetworkManager.builder()
                    .prefabs(Play.prefabs(serverJournal))
                    .playerPrefab("player")
                    .listener(serverJournal)
                    .gracePeriod(Duration.ofSeconds(10))
                    .server(s -> s.transport(network.server()).reportSink(net.reportSink()));
            settings.accept(there);
            this.server = there.build();
            NetworkManager.Builder here = NetworkManager.builder()
                    .prefabs(Play.prefabs(clientJournal))
                    .playerPrefab("player")
                    .listener(clientJournal)
                    .client(c -> c.reportSink(net.reportSink()).reconnectPolicy(ReconnectPolicy.byHand()));
            settings.accept(here);
            this.client = here.build();
            net.alsoTick(server::tick);
            net.alsoTick(client::tick);
            server.startServer();
            client.startClient(link);
            settle();
        }

        void settle() {
            net.exchange();
            net.advance(Duration.ofMillis(300));
        }

        void lose() {
            network.cut(link);
            net.advance(Duration.ofMillis(100));
            assertThat(client.client().state()).isEqualTo(ClientState.SUSPENDED);
        }

        void comeBack() {
            assertThat(client.client().reconnect()).isTrue();
            settle();
            assertThat(client.client().state()).isEqualTo(ClientState.CONNECTED);
        }

        NetworkConnection connection() {
            return server.server().connections().iterator().next();
        }

        NetworkIdentity player() {
            return Objects.requireNonNull(server.server().player(connection()));
        }
    }

    @Test
    void thePlayerStays() {
        NetworkSimulation.run(net -> {
            Session session = new Session(net, builder -> {});
            NetworkIdentity player = session.player();
            NetworkIdentity copy =
                    Objects.requireNonNull(session.client.client().localPlayer());
            session.serverJournal.take();
            session.clientJournal.take();

            session.lose();
            assertThat(session.server.playerCount()).isEqualTo(1);
            net.advance(Duration.ofSeconds(5));
            session.comeBack();

            assertThat(session.player()).isSameAs(player);
            assertThat(session.client.client().localPlayer()).isSameAs(copy);
            assertThat(session.serverJournal.take())
                    .containsExactly("onServerSuspended CONNECTION_LOST, with player", "onServerResumed");
            assertThat(session.clientJournal.take())
                    .containsExactly("onClientSuspended CONNECTION_LOST", "onClientResumed");
        });
    }

    @Test
    void whoDoesNotComeBackIsDisconnectedAsEver() {
        NetworkSimulation.run(net -> {
            Session session = new Session(net, builder -> {});
            session.serverJournal.take();

            session.lose();
            net.advance(Duration.ofSeconds(11));

            assertThat(session.serverJournal.take())
                    .startsWith(
                            "onServerSuspended CONNECTION_LOST, with player",
                            "onServerDisconnect CONNECTION_LOST, with player");
            assertThat(session.client.mode()).isEqualTo(NetworkManagerMode.OFFLINE);
        });
    }

    @Test
    void aSceneThatChangedMeanwhileIsLoadedAndThePlayerMadeAnew() {
        NetworkSimulation.run(net -> {
            Session session = new Session(net, builder -> builder.onlineScene("arena"));
            session.lose();
            session.server.changeScene("cave");
            net.advance(Duration.ofSeconds(1));
            session.clientJournal.take();

            session.comeBack();
            session.settle();

            assertThat(session.client.sceneName()).isEqualTo("cave");
            assertThat(session.clientJournal.take())
                    .contains("onClientResumed", "onClientChangeScene cave NORMAL", "onClientSceneChanged cave NORMAL");
            assertThat(Objects.requireNonNull(session.client.client().localPlayer())
                            .netId())
                    .isEqualTo(session.player().netId());
        });
    }

    @Test
    void aSceneThatChangedToAnotherAndBackIsLoadedAnew() {
        NetworkSimulation.run(net -> {
            Session session = new Session(net, builder -> builder.onlineScene("arena"));
            NetworkIdentity before = session.player();
            session.lose();
            session.server.changeScene("cave");
            net.advance(Duration.ofSeconds(1));
            session.server.changeScene("arena");
            net.advance(Duration.ofSeconds(1));

            session.comeBack();
            session.settle();

            assertThat(session.player()).isNotSameAs(before);
            assertThat(Objects.requireNonNull(session.client.client().localPlayer())
                            .netId())
                    .isEqualTo(session.player().netId());
        });
    }

    @Test
    void additionalScenesOfMeanwhileAreCaughtUpWith() {
        NetworkSimulation.run(net -> {
            Session session = new Session(net, builder -> builder.onlineScene("arena"));
            NetworkIdentity player = session.player();
            session.server.loadScene("cellar");
            session.settle();
            session.lose();
            session.server.loadScene("attic");
            session.server.unloadScene("cellar");
            net.advance(Duration.ofSeconds(1));
            session.clientJournal.take();

            session.comeBack();

            assertThat(session.clientJournal.take())
                    .contains("onClientSceneChanged cellar UNLOAD_ADDITIVE", "onClientSceneChanged attic LOAD_ADDITIVE")
                    .doesNotContain("onClientSceneChanged arena NORMAL");
            assertThat(session.player()).isSameAs(player);
        });
    }

    @Test
    void whoReturnsAndAsksForAPlayerWhileTheSceneChangesAsksAgain() {
        for (int wait = 0; wait < 12; wait++) {
            int ticks = wait;
            NetworkSimulation.run(net -> {
                Session session = new Session(net, builder -> {});
                NetworkIdentity before = session.player();
                session.lose();
                session.server.changeScene("cave");
                net.advance(Duration.ofSeconds(1));
                session.client.client().reconnect();
                for (int i = 0; i < ticks; i++) {
                    net.tick();
                }

                session.server.changeScene("arena"); // the client's copy of its old player is still there
                net.advance(Duration.ofSeconds(5));

                assertThat(session.player()).isNotSameAs(before);
            });
        }
    }

    @Test
    void wherePeopleAreLostAtAnyMomentEverybodyHasAPlayerInTheEnd() {
        NetworkSimulation.forSeeds(100, net -> {
            SimulatedNetwork network = net.network();
            ClientTransport link = network.client();
            NetworkManager server = NetworkManager.builder()
                    .prefabs(Play.prefabs(new Journal()))
                    .playerPrefab("player")
                    .onlineScene("arena")
                    .gracePeriod(Duration.ofSeconds(30))
                    .server(s -> s.transport(network.server()).reportSink(net.reportSink()))
                    .build();
            NetworkManager client = NetworkManager.builder()
                    .prefabs(Play.prefabs(new Journal()))
                    .playerPrefab("player")
                    .client(c -> c.reportSink(net.reportSink()))
                    .build();
            net.alsoTick(server::tick);
            net.alsoTick(client::tick);
            server.startServer();
            client.startClient(link);
            for (int i = 0; i < 200 && client.client().state() != ClientState.CONNECTED; i++) {
                net.tick();
            }
            List<String> scenes = new ArrayList<>(List.of("cave", "arena", "cave"));
            for (int i = 0; i < 40; i++) {
                for (int ticks = net.random().nextInt(8); ticks >= 0; ticks--) {
                    net.tick();
                }
                if (net.random().nextInt(3) == 0) {
                    network.cut(link);
                }
                if (!scenes.isEmpty()
                        && !server.isLoadingScene()
                        && net.random().nextInt(8) == 0) {
                    server.changeScene(scenes.remove(0));
                }
            }
            net.advance(Duration.ofSeconds(12));

            NetworkServer there = server.server();
            NetworkConnection connection = there.connections().iterator().next();
            assertThat(client.client().state()).isEqualTo(ClientState.CONNECTED);
            NetworkIdentity player = Objects.requireNonNull(there.player(connection), "no player there");
            NetworkIdentity own = Objects.requireNonNull(client.client().localPlayer(), "no player here");
            assertThat(own.netId()).isEqualTo(player.netId());
            assertThat(client.sceneName()).isEqualTo(server.sceneName());
            assertThat(client.client().objects()).hasSameSizeAs(there.objects());
        });
    }
}
