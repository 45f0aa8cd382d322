package dev.tain.testing.object;

import static dev.tain.testing.object.World.hero;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.NetworkRequest;
import dev.tain.connection.ReconnectPolicy;
import dev.tain.connection.SendStatus;
import dev.tain.connection.ServerListener;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Visibility;
import dev.tain.testing.NetworkSimulation;
import dev.tain.testing.SimulatedNetwork;
import dev.tain.transport.ClientMiddleware;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.NetworkConditions;
import dev.tain.transport.ServerMiddleware;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A client that loses its connection comes back to it: to its objects, its rights, and the world as it is by then. */
class ReturnTest {
    record Word(String text) implements NetworkMessage {}

    record Question() implements NetworkRequest<Word> {}

    private final List<String> there = new ArrayList<>();
    private final List<String> here = new ArrayList<>();

    /** A server with a network of its own, whose listener keeps a journal. */
    private final class Game {
        final NetworkSimulation net;
        final SimulatedNetwork network;
        final Tunnel tunnel;
        final NetworkServer server;
        final NetworkClient client;

        Game(NetworkSimulation net, Consumer<NetworkServer.Builder> settings, ReconnectPolicy policy) {
            this.net = net;
            this.network = net.network();
            this.tunnel = new Tunnel(network.client());
            this.server = net.server(builder -> {
                builder.transport(network.server())
                        .prefabs(World.PREFABS)
                        .gracePeriod(Duration.ofSeconds(10))
                        .listener(new ServerJournal());
                settings.accept(builder);
            });
            this.client = net.client(builder ->
                    builder.prefabs(World.PREFABS).reconnectPolicy(policy).listener(new ClientJournal()));
            client.connect(tunnel);
            net.exchange();
            if (connection().isAuthenticated()) {
                client.ready();
            }
            net.exchange();
        }

        Game(NetworkSimulation net) {
            this(net, builder -> {}, ReconnectPolicy.automatically());
        }

        NetworkConnection connection() {
            return Objects.requireNonNull(server.connection(1));
        }

        /** The client is out of reach, and both sides know. */
        void lose() {
            tunnel.block();
            network.cut(tunnel.inner());
            net.advance(Duration.ofMillis(100));
        }

        void comeBack() {
            tunnel.unblock();
            client.reconnect();
            net.exchange();
        }
    }

    private final class ServerJournal implements ServerListener {
        @Override
        public void connected(NetworkConnection connection) {
            there.add("connected " + connection.id());
        }

        @Override
        public void suspended(NetworkConnection connection, Disconnect why) {
            there.add("suspended " + connection.id() + " " + why.reason());
        }

        @Override
        public void resumed(NetworkConnection connection) {
            there.add("resumed " + connection.id());
        }

        @Override
        public void disconnected(NetworkConnection connection, Disconnect why) {
            there.add("disconnected " + connection.id() + " " + why.reason());
        }
    }

    private final class ClientJournal implements ClientListener {
        @Override
        public void suspended(Disconnect why) {
            here.add("suspended " + why.reason());
        }

        @Override
        public void reconnectFailed(Disconnect why) {
            here.add("reconnectFailed " + why.reason());
        }

        @Override
        public void resumed() {
            here.add("resumed");
        }

        @Override
        public void notReady() {
            here.add("notReady");
        }

        @Override
        public void disconnected(Disconnect why) {
            here.add("disconnected " + why.reason() + (why.byPeer() ? " by peer" : ""));
        }
    }

    // ---------------------------------------------------------------- what is kept

    @Test
    void whoVanishesForFiveSecondsFindsPlayerRightsAndTheNewestState() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net, b -> b.requireAuthentication(true), ReconnectPolicy.automatically());
            NetworkConnection connection = game.connection();
            connection.authenticate();
            connection.attach("the game's own");
            net.exchange();
            game.client.ready();
            net.exchange();
            NetworkIdentity player = game.server.instantiate("hero");
            game.server.addPlayer(connection, player);
            NetworkIdentity rock = game.server.spawn(game.server.instantiate("rock"));
            NetworkIdentity doomed = game.server.spawn(game.server.instantiate("plain"));
            net.exchange();
            NetworkIdentity copy = World.copy(game.client, player);
            NetworkIdentity doomedCopy = World.copy(game.client, doomed);
            hero(copy).log.clear();
            hero(copy).items.onChange(change -> hero(copy).log.add("items " + hero(copy).items));

            game.lose();
            assertThat(connection.isSuspended()).isTrue();
            assertThat(game.client.state()).isEqualTo(ClientState.SUSPENDED);
            assertThat(player.observers()).isEmpty();
            for (int i = 0; i < 5; i++) {
                hero(player).health--;
                hero(player).items.add("i" + i);
                net.advance(Duration.ofSeconds(1));
            }
            game.server.destroy(doomed);
            NetworkIdentity fresh = game.server.spawn(game.server.instantiate("plain"));
            rock.behaviour(Rock.class).moss = 7;
            rock.behaviour(Rock.class).markChanged();
            game.server.assignAuthority(rock, connection);
            game.comeBack();

            assertThat(game.client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(game.connection()).isSameAs(connection);
            assertThat(connection.isSuspended()).isFalse();
            assertThat(connection.isAuthenticated()).isTrue();
            assertThat(connection.attachment(String.class)).isEqualTo("the game's own");
            assertThat(game.server.player(connection)).isSameAs(player);
            assertThat(player.observers()).containsExactly(connection);
            assertThat(game.client.localPlayer()).isSameAs(copy);
            assertThat(copy.isOwned()).isTrue();
            assertThat(hero(copy).items).containsExactly("i0", "i1", "i2", "i3", "i4");
            assertThat(hero(copy).log.get(0)).isEqualTo("health 100 -> 95");
            assertThat(hero(copy).log.subList(1, hero(copy).log.size()))
                    .isNotEmpty()
                    .allMatch(entry -> entry.equals("items [i0, i1, i2, i3, i4]"));
            assertThat(World.copy(game.client, rock).isOwned()).isTrue();
            assertThat(World.copy(game.client, rock).behaviour(Rock.class).moss).isEqualTo(7);
            assertThat(hero(game.client, fresh).log).containsExactly("onStartClient");
            assertThat(hero(doomedCopy).log).endsWith("onStopClient");
            assertThat(game.client.objects()).hasSize(3);
            assertThat(there).containsExactly("connected 1", "suspended 1 CONNECTION_LOST", "resumed 1");
            assertThat(here).startsWith("suspended CONNECTION_LOST").endsWith("resumed");
        });
    }

    @Test
    void afterTheReturnCommandsStateAndMessagesGoBothWaysAgain() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            List<String> heard = new ArrayList<>();
            game.server.registerHandler(Word.class, word -> heard.add("up " + word.text()));
            game.client.registerHandler(Word.class, word -> heard.add("down " + word.text()));
            NetworkIdentity player = game.server.instantiate("hero");
            game.server.addPlayer(game.connection(), player);
            NetworkIdentity mover = game.server.spawn(game.server.instantiate("mover"), game.connection());
            net.exchange();
            World.copy(game.client, mover).behaviour(Mover.class).x = 1;
            net.exchange();
            game.lose();
            World.copy(game.client, mover).behaviour(Mover.class).x = 2; // nobody hears of it
            net.advance(Duration.ofSeconds(1));

            game.comeBack();
            Mover moved = World.copy(game.client, mover).behaviour(Mover.class);
            assertThat(moved.x).isEqualTo(1);
            moved.x = 3;
            moved.steps.add(4);
            hero(game.client, player).poke(1, null);
            game.client.send(new Word("a"));
            game.connection().send(new Word("b"));
            hero(player).health = 50;
            net.exchange();

            assertThat(heard).containsExactlyInAnyOrder("up a", "down b");
            assertThat(hero(player).log).endsWith("poke 1 by 1");
            assertThat(hero(game.client, player).health).isEqualTo(50);
            assertThat(mover.behaviour(Mover.class).x).isEqualTo(3);
            assertThat(mover.behaviour(Mover.class).steps).containsExactly(4);
        });
    }

    @Test
    void whatIsSentMeanwhileIsDroppedAndRequestsFailWithAReason() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            List<String> failures = new ArrayList<>();
            game.server.registerRequestHandler(Question.class, (connection, question, responder) -> {});
            game.client.registerRequestHandler(Question.class, (connection, question, responder) -> {});
            game.client.request(new Question()).onFailure(failure -> failures.add("asked before: " + failure.kind()));
            NetworkConnection connection = game.connection();
            connection.request(new Question()).onFailure(failure -> failures.add("server: " + failure.kind()));
            net.tick();

            game.lose();

            assertThat(connection.send(new Word("x"))).isEqualTo(SendStatus.DROPPED);
            assertThat(game.client.send(new Word("x"))).isEqualTo(SendStatus.DROPPED);
            assertThat(connection.queuedBytes()).isZero();
            game.client.request(new Question()).onFailure(failure -> failures.add("asked then: " + failure.kind()));
            net.advance(Duration.ofMillis(100));
            assertThat(failures)
                    .containsExactlyInAnyOrder(
                            "asked before: DISCONNECTED", "server: DISCONNECTED", "asked then: DISCONNECTED");
            game.comeBack();
            assertThat(connection.statistics().sendsDropped()).isEqualTo(1);
        });
    }

    @Test
    void aPlayerAndOwnershipGivenMeanwhileAreFound() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            NetworkConnection connection = game.connection();
            game.lose();
            NetworkIdentity player = game.server.instantiate("hero");
            game.server.addPlayer(connection, player);
            NetworkIdentity hidden = game.server.instantiate("plain");
            hidden.visibility(Visibility.HIDDEN);
            game.server.spawn(hidden, connection);
            assertThat(game.server.isReady(connection)).isTrue();

            game.comeBack();

            assertThat(Objects.requireNonNull(game.client.localPlayer()).netId())
                    .isEqualTo(player.netId());
            assertThat(World.copy(game.client, hidden).isOwned()).isTrue();
        });
    }

    @Test
    void aSceneObjectThatCameBackUnderAnotherNumberIsThatObject() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            NetworkIdentity gate = game.server.sceneObject("gate");
            game.server.spawn(gate);
            net.exchange();
            game.lose();
            game.server.unspawn(gate);
            game.server.spawn(gate);

            game.comeBack();

            assertThat(World.copy(game.client, gate)).isSameAs(game.client.sceneObject("gate"));
            assertThat(game.client.objects()).hasSize(1);
        });
    }

    @Test
    void readinessTakenBackMeanwhileIsToldOnReturn() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            NetworkIdentity rock = game.server.spawn(game.server.instantiate("rock"));
            net.exchange();
            game.lose();
            game.server.setNotReady(game.connection());

            game.comeBack();
            assertThat(here).endsWith("resumed", "notReady");
            assertThat(game.client.isReady()).isFalse();
            assertThat(rock.observers()).isEmpty();
            game.client.ready();
            net.exchange();

            assertThat(rock.observers()).hasSize(1);
        });
    }

    @Test
    void readinessThatWasSaidMeanwhileOrGotLostCounts() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            game.server.setNotReady(game.connection());
            net.exchange();
            NetworkIdentity rock = game.server.spawn(game.server.instantiate("rock"));
            game.tunnel.block();
            game.client.ready(); // never leaves
            net.advance(Duration.ofMillis(50));

            game.comeBack();

            assertThat(game.client.object(rock.netId())).isNotNull();
        });
    }

    // ---------------------------------------------------------------- ways back

    @Test
    void theServerMayNotHaveNoticedYet() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            NetworkConnection connection = game.connection();
            game.tunnel.block();
            net.advance(Duration.ofMillis(50));
            assertThat(connection.isSuspended()).isFalse();

            game.comeBack();

            assertThat(there).containsExactly("connected 1", "suspended 1 CONNECTION_LOST", "resumed 1");
            assertThat(connection.isSuspended()).isFalse();
            assertThat(game.server.connections()).hasSize(1);
        });
    }

    @Test
    void anotherTransportWillDo() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            MemoryNetwork memory = new MemoryNetwork();
            Game game = new Game(net, b -> b.transport(memory.server()), ReconnectPolicy.byHand());
            NetworkIdentity rock = game.server.spawn(game.server.instantiate("rock"));
            net.exchange();
            game.lose();
            rock.behaviour(Rock.class).moss = 3;
            rock.behaviour(Rock.class).markChanged();

            assertThat(game.client.reconnect(memory.client())).isTrue();
            net.advance(Duration.ofMillis(200));

            assertThat(game.client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(World.copy(game.client, rock).behaviour(Rock.class).moss).isEqualTo(3);
        });
    }

    /** Authenticators go by it. */
    @Test
    void whetherItIsEncryptedIsToldOfTheLinkThereIs() {
        NetworkSimulation.run(net -> {
            MemoryNetwork memory = new MemoryNetwork();
            ServerTransport plain = new ServerMiddleware(memory.server()) {
                @Override
                public boolean isEncrypted(int connectionId) {
                    return false;
                }
            };
            Game game = new Game(net, b -> b.transport(plain), ReconnectPolicy.byHand());
            NetworkConnection atClient = Objects.requireNonNull(game.client.connection());
            assertThat(game.connection().isEncrypted()).isTrue();
            assertThat(atClient.isEncrypted()).isFalse(); // as its tunnel says

            game.client.reconnect(memory.client());
            net.exchange();

            assertThat(here).contains("resumed");
            assertThat(game.connection().isEncrypted()).isFalse();
            assertThat(atClient.isEncrypted()).isTrue();
        });
    }

    @Test
    void aTransportThatCannotBeginIsAnAttemptThatFailed() {
        NetworkSimulation.forSeeds(5, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            game.lose();
            game.client.reconnect(new ClientMiddleware(game.network.client()) {
                @Override
                public void connect() {
                    throw new TransportException("There is no native library for this platform.");
                }
            });
            net.advance(Duration.ofMillis(100));

            assertThat(here.get(here.size() - 1)).isEqualTo("reconnectFailed TRANSPORT_FAILED");
            assertThat(game.client.state()).isEqualTo(ClientState.SUSPENDED);

            game.tunnel.unblock();
            game.client.reconnect(game.network.client());
            net.exchange();
            assertThat(game.client.state()).isEqualTo(ClientState.CONNECTED);
        });
    }

    @Test
    void aClientMayLeaveAGoodLinkForABetterOne() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net, b -> {}, ReconnectPolicy.byHand());
            NetworkIdentity rock = game.server.spawn(game.server.instantiate("rock"), game.connection());
            net.exchange();

            assertThat(game.client.reconnect(game.network.client())).isTrue();
            net.exchange();

            assertThat(here).containsExactly("suspended CONNECTION_LOST", "resumed");
            assertThat(World.copy(game.client, rock).isOwned()).isTrue();
        });
    }

    @Test
    void againAndAgain() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            NetworkIdentity rock = game.server.spawn(game.server.instantiate("rock"), game.connection());
            net.exchange();
            for (int i = 0; i < 20; i++) {
                game.lose();
                rock.behaviour(Rock.class).moss = i;
                rock.behaviour(Rock.class).markChanged();
                game.comeBack();

                assertThat(game.client.state()).isEqualTo(ClientState.CONNECTED);
                assertThat(World.copy(game.client, rock).behaviour(Rock.class).moss)
                        .isEqualTo(i);
            }
            assertThat(game.connection().id()).isEqualTo(1);
        });
    }

    @Test
    void theAnswerMayBeLostWithTheLinkAndTheTokenIsGoodForAnotherTry() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            game.lose();
            game.network.conditions(
                    NetworkConditions.builder().latencyMillis(40).build());
            game.tunnel.unblock();
            game.client.reconnect();
            while (!there.contains("resumed 1")) {
                net.tick();
            }
            assertThat(here).doesNotContain("resumed");
            game.tunnel.block();

            net.advance(Duration.ofSeconds(1));
            game.comeBack();

            assertThat(game.client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(there).endsWith("resumed 1", "suspended 1 CONNECTION_LOST", "resumed 1");
        });
    }

    @Test
    void itTriesByItselfWithGrowingPausesUntilTheGracePeriodIsOver() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            game.tunnel.attempts.clear();
            game.lose();

            net.advance(Duration.ofSeconds(11));

            assertThat(here).startsWith("suspended CONNECTION_LOST", "reconnectFailed UNREACHABLE");
            assertThat(here).endsWith("disconnected CONNECTION_LOST");
            List<Long> attempts = game.tunnel.attempts;
            assertThat(attempts).hasSizeBetween(4, 12);
            for (int i = 3; i < attempts.size(); i++) {
                long pause = attempts.get(i) - attempts.get(i - 1);
                long twoBefore = attempts.get(i - 2) - attempts.get(i - 3);
                assertThat(pause).isGreaterThan(twoBefore);
            }
            assertThat(there).endsWith("disconnected 1 CONNECTION_LOST");
        });
    }

    // ---------------------------------------------------------------- no way back

    @Test
    void afterTheGracePeriodBothSidesLetGo() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net, b -> {}, ReconnectPolicy.byHand());
            NetworkConnection connection = game.connection();
            NetworkIdentity player = game.server.instantiate("hero");
            game.server.addPlayer(connection, player);
            net.exchange();
            game.lose();

            net.advance(Duration.ofMillis(9_500));
            assertThat(player.isSpawned()).isTrue();
            net.advance(Duration.ofMillis(1_000));

            assertThat(player.isSpawned()).isFalse();
            assertThat(connection.isOpen()).isFalse();
            assertThat(game.server.connections()).isEmpty();
            assertThat(game.server.suspendedCount()).isZero();
            assertThat(there)
                    .containsExactly("connected 1", "suspended 1 CONNECTION_LOST", "disconnected 1 CONNECTION_LOST");
            assertThat(here).containsExactly("suspended CONNECTION_LOST", "disconnected CONNECTION_LOST");
            assertThat(game.client.objects()).isEmpty();
            assertThat(game.client.reconnect()).isFalse();
        });
    }

    @Test
    void whoComesTooLateHearsThatTheSessionIsOver() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            net.freeze(game.client);
            game.lose();
            net.advance(Duration.ofSeconds(11));
            game.tunnel.unblock();

            net.thaw(game.client); // it does not know how late it is
            net.advance(Duration.ofSeconds(1));

            assertThat(here).endsWith("disconnected SESSION_OVER by peer");
            assertThat(game.client.state()).isEqualTo(ClientState.DISCONNECTED);
        });
    }

    @Test
    void aKickAGoodbyeAndAStopLeaveNothingToComeBackTo() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            game.connection().disconnect("you cheat");
            net.exchange();

            assertThat(here).containsExactly("disconnected CLOSED by peer");
            assertThat(game.client.reconnect()).isFalse();
            assertThat(game.server.suspendedCount()).isZero();
        });
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            there.clear();
            Game game = new Game(net);
            game.client.disconnect();
            net.exchange();

            assertThat(there).containsExactly("connected 1", "disconnected 1 CLOSED");
        });
    }

    @Test
    void aSuspendedConnectionCanBeKickedAndTheClientHearsThatItIsOver() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            game.lose();
            game.connection().disconnect("enough");
            net.advance(Duration.ofMillis(50));
            assertThat(there).endsWith("disconnected 1 CLOSED");

            game.comeBack();

            assertThat(here).endsWith("disconnected SESSION_OVER by peer");
        });
    }

    @Test
    void withoutAGracePeriodALostConnectionEndsAtOnce() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net, b -> b.gracePeriod(Duration.ZERO), ReconnectPolicy.automatically());

            game.lose();

            assertThat(there).containsExactly("connected 1", "disconnected 1 CONNECTION_LOST");
            assertThat(here).containsExactly("disconnected CONNECTION_LOST");
        });
    }

    @Test
    void theSuspendedCountAsConnectedAndAreOnlySoMany() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net, b -> b.maxConnections(2).maxSuspended(1), ReconnectPolicy.byHand());
            Tunnel second = new Tunnel(game.network.client());
            NetworkClient other = net.client(b -> b.prefabs(World.PREFABS).reconnectPolicy(ReconnectPolicy.byHand()));
            other.connect(second);
            net.exchange();
            game.lose();

            NetworkClient third = net.client(b -> b.prefabs(World.PREFABS));
            third.connect(game.network.client());
            net.exchange();
            assertThat(third.state()).isEqualTo(ClientState.DISCONNECTED);
            assertThat(game.server.endCount(DisconnectReason.SERVER_FULL)).isEqualTo(1);

            second.block();
            game.network.cut(second.inner());
            net.advance(Duration.ofMillis(100));
            assertThat(game.server.suspendedCount()).isEqualTo(1);
            assertThat(there).endsWith("suspended 2 CONNECTION_LOST", "disconnected 1 CONNECTION_LOST");
        });
    }

    @Test
    void aServerThatDrainsTellsTheOneWhoReturns() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net);
            NetworkClient stays = net.client(b -> b.prefabs(World.PREFABS));
            stays.connect(game.network.client());
            net.exchange();
            game.lose();
            game.server.drain(Duration.ofSeconds(5), "closing time");
            net.advance(Duration.ofSeconds(1));

            game.comeBack();
            assertThat(game.client.state()).isEqualTo(ClientState.CONNECTED);
            net.advance(Duration.ofSeconds(5));

            assertThat(here).endsWith("disconnected SERVER_STOPPED by peer");
        });
    }

    @Test
    void silenceSuspendsTooAndIsFoundOutByTheServer() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            Game game = new Game(net, b -> b.idleTimeout(Duration.ofSeconds(2)), ReconnectPolicy.automatically());
            net.freeze(game.client);
            net.advance(Duration.ofSeconds(3));
            assertThat(there).endsWith("suspended 1 TIMEOUT");

            net.thaw(game.client);
            net.advance(Duration.ofSeconds(1));

            assertThat(there).endsWith("resumed 1");
            assertThat(game.client.state()).isEqualTo(ClientState.CONNECTED);
        });
    }

    private @Nullable NetworkConnection kept;

    @Test
    void aListenerThatEndsItWhenItIsSuspendedIsObeyed() {
        NetworkSimulation.forSeeds(20, net -> {
            there.clear();
            here.clear();
            ServerListener strict = new ServerListener() {
                @Override
                public void connected(NetworkConnection connection) {
                    kept = connection;
                }

                @Override
                public void suspended(NetworkConnection connection, Disconnect why) {
                    connection.disconnect("no second chance");
                }
            };
            Game game = new Game(net, b -> b.listener(strict), ReconnectPolicy.automatically());
            game.tunnel.block();
            net.advance(Duration.ofMillis(50));

            game.comeBack(); // takes over, is suspended, and so ended

            assertThat(Objects.requireNonNull(kept).isOpen()).isFalse();
            assertThat(here).endsWith("disconnected SESSION_OVER by peer");
        });
    }
}
