package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.RateLimit;
import dev.tain.connection.Report;
import dev.tain.connection.SendStatus;
import dev.tain.connection.ServerListener;
import dev.tain.testing.Messages.Blob;
import dev.tain.testing.Messages.Chat;
import dev.tain.testing.Messages.Number;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.MemoryNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The ways a connection ends, or is held back. */
class EndingTest {
    private final List<Disconnect> clientEnds = new ArrayList<>();
    private final List<Disconnect> serverEnds = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    private final Consumer<NetworkClient.Builder> listeningClient = builder -> builder.listener(new ClientListener() {
        @Override
        public void disconnected(Disconnect why) {
            clientEnds.add(why);
        }

        @Override
        public void serverClosing(String text, Duration remaining) {
            events.add("closing in " + remaining.toSeconds() + " s: " + text);
        }
    });

    private final Consumer<NetworkServer.Builder> listeningServer = builder -> builder.listener(new ServerListener() {
        @Override
        public void disconnected(NetworkConnection connection, Disconnect why) {
            serverEnds.add(why);
        }

        @Override
        public void congested(NetworkConnection connection) {
            events.add("congested " + connection.id());
        }

        @Override
        public void keepsUpAgain(NetworkConnection connection) {
            events.add("keeps up " + connection.id());
        }
    });

    @Test
    void aKickedClientLearnsWhyAfterTheLastWords() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(listeningServer);
            NetworkClient client = net.connectClient(listeningClient);
            client.registerHandler(Chat.class, chat -> events.add(chat.text()));
            NetworkConnection connection = server.connections().iterator().next();

            connection.send(new Chat("last words"));
            connection.disconnect("You were idle.");
            connection.send(new Chat("too late"));
            net.exchange();

            assertThat(events).containsExactly("last words");
            assertThat(clientEnds).containsExactly(new Disconnect(DisconnectReason.CLOSED, "You were idle.", true));
            assertThat(serverEnds).containsExactly(new Disconnect(DisconnectReason.CLOSED, "You were idle.", false));
            assertThat(connection.isOpen()).isFalse();
        });
    }

    @Test
    void aTextIsCutToItsBound() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            net.connectClient(listeningClient);
            server.connections().iterator().next().disconnect("\uD83D\uDE00".repeat(5000) + "\uD83D");
            net.exchange();

            assertThat(clientEnds.get(0).text())
                    .hasSize(Disconnect.MAX_TEXT_LENGTH)
                    .startsWith("\uD83D\uDE00");
        });
    }

    @Test
    void anAbortedConnectionIsFoundLost() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(listeningServer);
            net.connectClient(listeningClient);
            server.connections().iterator().next().abort();
            net.exchange();

            assertThat(clientEnds).extracting(Disconnect::reason).containsExactly(DisconnectReason.CONNECTION_LOST);
        });
    }

    @Test
    void aCutLinkIsFoundLostOnBothSides() {
        NetworkSimulation.run(net -> {
            net.server(listeningServer);
            NetworkClient client = net.connectClient(listeningClient);
            net.cut(client);
            net.exchange();

            assertThat(clientEnds).extracting(Disconnect::reason).containsExactly(DisconnectReason.CONNECTION_LOST);
            assertThat(serverEnds).extracting(Disconnect::reason).containsExactly(DisconnectReason.CONNECTION_LOST);
        });
    }

    @Test
    void aSilentPeerTimesOutAndAQuietOneDoesNot() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(listeningServer);
            NetworkClient quiet = net.connectClient(listeningClient);
            NetworkClient hanging = net.connectClient(listeningClient);
            net.freeze(hanging);

            net.advance(Duration.ofSeconds(40));

            assertThat(serverEnds).extracting(Disconnect::reason).containsExactly(DisconnectReason.TIMEOUT);
            assertThat(quiet.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(server.connections()).hasSize(1);

            net.thaw(hanging);
            net.exchange();
            assertThat(clientEnds)
                    .containsExactly(new Disconnect(
                            DisconnectReason.TIMEOUT, clientEnds.get(0).text(), true));
        });
    }

    @Test
    @Tag("exact")
    void aClientThatDoesNotReadIsCongestedThenCutOffAndOthersPlayOn() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(listeningServer);
            NetworkClient reader = net.connectClient(listeningClient);
            List<Integer> heard = new ArrayList<>();
            reader.registerHandler(Blob.class, blob -> heard.add(blob.bytes().length));
            NetworkClient lazy = net.connectClient(listeningClient);
            net.freeze(lazy);
            SendStatus worst = SendStatus.QUEUED;

            for (int i = 0; i < 600; i++) {
                worst = worst.worse(server.sendToAll(new Blob(new byte[10_000])));
                net.tick();
            }
            net.exchange();

            assertThat(events).containsExactly("congested 2");
            assertThat(worst).isEqualTo(SendStatus.DROPPED);
            assertThat(serverEnds).extracting(Disconnect::reason).containsExactly(DisconnectReason.CONGESTED);
            assertThat(heard).hasSize(600);
        });
    }

    @Test
    @Tag("exact")
    void aClientThatReadsAgainKeepsUpAgain() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(listeningServer);
            NetworkClient client = net.connectClient(listeningClient);
            client.registerHandler(Blob.class, blob -> {});
            net.freeze(client);
            SendStatus last = SendStatus.QUEUED;
            for (int i = 0; i < 50; i++) {
                last = server.sendToAll(new Blob(new byte[10_000]));
                net.tick();
            }
            assertThat(last).isEqualTo(SendStatus.CONGESTED);
            assertThat(server.connections().iterator().next().isCongested()).isTrue();

            net.thaw(client);
            net.exchange();
            net.advance(Duration.ofMillis(200));

            assertThat(events).containsExactly("congested 1", "keeps up 1");
            assertThat(server.sendToAll(new Blob(new byte[10]))).isEqualTo(SendStatus.QUEUED);
        });
    }

    @Test
    void aRateLimitDropsAndCountsTheExcess() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(listeningServer);
            server.registerHandler(Chat.class, chat -> events.add(chat.text()));
            server.registerHandler(Number.class, number -> events.add("n"));
            server.rateLimit(Chat.class, RateLimit.perSecond(2).withBurst(3));
            NetworkClient client = net.connectClient(listeningClient);
            for (int i = 0; i < 10; i++) {
                client.send(new Chat("c" + i));
                client.send(new Number(i));
            }
            net.exchange();
            assertThat(events).contains("c0", "c1", "c2").doesNotContain("c3");
            assertThat(events).filteredOn(event -> event.equals("n")).hasSize(10);
            assertThat(server.connections().iterator().next().statistics().rateLimited())
                    .isEqualTo(7);

            net.advance(Duration.ofSeconds(1));
            client.send(new Chat("later"));
            net.exchange();
            assertThat(events).contains("later");

            server.rateLimit(Chat.class, RateLimit.perSecond(2).disconnecting());
            for (int i = 0; i < 10; i++) {
                client.send(new Chat("flood"));
            }
            net.exchange();
            assertThat(clientEnds.get(0).reason()).isEqualTo(DisconnectReason.RATE_LIMITED);
        });
    }

    @Test
    void aHandlerThatThrowsEndsItsConnectionAndNoOther() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = net.server(listeningServer);
            server.registerHandler(Number.class, number -> {
                if (number.value() == 13) {
                    throw new IllegalStateException("unlucky");
                }
                events.add("number " + number.value());
            });
            NetworkClient unlucky = net.connectClient(listeningClient);
            NetworkClient lucky = net.connectClient(listeningClient);
            unlucky.send(new Number(1));
            unlucky.send(new Number(13));
            unlucky.send(new Number(2));
            lucky.send(new Number(3));
            net.exchange();

            assertThat(events).containsExactlyInAnyOrder("number 1", "number 3");
            assertThat(clientEnds.get(0).reason()).isEqualTo(DisconnectReason.HANDLER_FAILED);
            assertThat(clientEnds.get(0).text()).doesNotContain("unlucky");
            assertThat(lucky.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(net.reports())
                    .filteredOn(report -> report.kind() == Report.Kind.CALLBACK_FAILED)
                    .singleElement()
                    .satisfies(report -> {
                        assertThat(report.cause()).hasMessage("unlucky");
                        assertThat(report.text()).contains("Number").contains("connection 1");
                    });
        });
    }

    @Test
    void aPolicyLetsTheConnectionSurviveItsHandler() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = net.server(builder -> builder.exceptionsDisconnect(false));
            server.registerHandler(Number.class, number -> {
                throw new StackOverflowError();
            });
            NetworkClient client = net.connectClient();
            for (int i = 0; i < 1000; i++) {
                client.send(new Number(i));
            }
            net.exchange();

            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(net.reports()).hasSize(1);
        });
    }

    @Test
    void anUnauthenticatedClientMayOnlySayWhatHandlersAllow() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(listeningServer.andThen(builder -> builder.requireAuthentication(true)));
            server.registerHandler(
                    Chat.class,
                    (connection, password) -> {
                        if (password.text().equals("secret")) {
                            connection.authenticate();
                            connection.send(new Number(7));
                        }
                    },
                    false);
            server.registerHandler(Number.class, number -> events.add("server heard " + number.value()));
            NetworkClient good = net.connectClient(listeningClient);
            good.registerHandler(Number.class, number -> events.add("client heard " + number.value()));
            NetworkClient bad = net.connectClient(listeningClient);
            assertThat(server.connections()).noneMatch(NetworkConnection::isAuthenticated);

            server.sendToAll(new Number(1)); // reaches nobody yet
            good.send(new Chat("secret"));
            net.exchange();
            good.send(new Number(2));
            bad.send(new Number(3));
            net.exchange();

            assertThat(events).containsExactly("client heard 7", "server heard 2");
            assertThat(clientEnds).extracting(Disconnect::reason).containsExactly(DisconnectReason.NOT_AUTHENTICATED);
        });
    }

    @Test
    void aDrainTellsClientsRefusesNewcomersAndStopsWhenTheLastHasLeft() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(listeningServer);
            NetworkClient first = net.connectClient(listeningClient);
            NetworkClient second = net.connectClient(listeningClient);

            server.drain(Duration.ofSeconds(10), "new version");
            net.exchange();
            assertThat(events).containsExactly("closing in 10 s: new version", "closing in 10 s: new version");

            NetworkClient late = net.connectClient(listeningClient);
            assertThat(late.state()).isEqualTo(ClientState.DISCONNECTED);
            assertThat(clientEnds.get(0).reason()).isEqualTo(DisconnectReason.SERVER_STOPPED);

            first.disconnect();
            net.exchange();
            assertThat(server.isListening()).isTrue();
            second.disconnect();
            net.exchange();
            assertThat(server.isListening()).isFalse();
        });
    }

    @Test
    void aDrainEndsAtItsDeadline() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(listeningServer);
            net.connectClient(listeningClient);
            server.drain(Duration.ofSeconds(2), "bye");
            net.advance(Duration.ofSeconds(3));

            assertThat(server.isListening()).isFalse();
            assertThat(clientEnds).containsExactly(new Disconnect(DisconnectReason.SERVER_STOPPED, "bye", true));
        });
    }

    @Test
    void aListenerMayStopTheServerFromInsideATick() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(listeningServer);
            server.registerHandler(Chat.class, chat -> server.stop("game over"));
            net.connectClient(listeningClient);
            NetworkClient client = net.connectClient(listeningClient);
            client.send(new Chat("stop"));
            net.exchange();

            assertThat(server.isListening()).isFalse();
            assertThat(clientEnds).hasSize(2).allMatch(end -> end.text().equals("game over"));
        });
    }

    @Test
    void aClientIsSentToAnotherServerFromInsideAHandler() {
        NetworkSimulation.run(net -> {
            NetworkServer first = net.server();
            NetworkServer second = net.server();
            List<String> heard = new ArrayList<>();
            NetworkClient client = net.client(builder -> builder.listener(new ClientListener() {
                @Override
                public void connected() {
                    heard.add("connected");
                }

                @Override
                public void disconnected(Disconnect why) {
                    heard.add("disconnected");
                }
            }));
            client.registerHandler(Chat.class, chat -> {
                client.disconnect();
                net.beginConnect(client, second);
            });
            net.connect(client, first);
            first.sendToAll(new Chat("go"));
            net.exchange();

            assertThat(heard).containsExactly("connected", "disconnected", "connected");
            assertThat(first.connections()).isEmpty();
            assertThat(second.connections()).hasSize(1);
        });
    }

    @Test
    void aClientConnectsAgainFromInsideAFailedRequest() {
        NetworkSimulation.run(net -> {
            NetworkServer first = net.server();
            NetworkServer second = net.server();
            first.registerRequestHandler(Messages.Login.class, (connection, login, responder) -> {});
            NetworkClient client = net.client(listeningClient);
            net.connect(client, first);
            client.request(new Messages.Login("ann")).onFailure(failure -> net.beginConnect(client, second));
            net.exchange();

            first.stop();
            net.exchange();

            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(second.connections()).hasSize(1);
            assertThat(clientEnds).hasSize(1);
        });
    }

    @Test
    void aStopFromInsideATickEndsThatRunOnly() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            server.execute(() -> server.stop("from inside"));
            net.tick();
            assertThat(server.isListening()).isFalse();

            server.start();
            net.tick();

            assertThat(server.isListening()).isTrue();
        });
    }

    @Test
    void aDenialWithoutATextIsADenial() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.admission(newcomer -> newcomer.deny(null)));
            net.connectClient(listeningClient);

            assertThat(clientEnds).containsExactly(new Disconnect(DisconnectReason.DENIED, "", true));
            assertThat(server.connections()).isEmpty();
        });
    }

    @Test
    void numbersOfConnectionsAreNotGivenAgainAfterAStop() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            net.connectClient();
            server.stop();
            net.exchange();
            server.start();
            net.connectClient();

            assertThat(server.connections()).extracting(NetworkConnection::id).containsExactly(2);
        });
    }

    @Test
    void aLargeMessageToAPeerThatReadsIsNoCongestion() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(listeningServer.andThen(
                    builder -> builder.maxMessageBytes(600_000).maxQueuedBytes(700_000)));
            NetworkClient client = net.connectClient(listeningClient);
            client.registerHandler(Blob.class, blob -> events.add("blob"));
            for (int i = 0; i < 4; i++) {
                server.sendToAll(new Blob(new byte[400_000]));
                net.exchange();
            }

            assertThat(events).filteredOn(event -> event.equals("blob")).hasSize(4);
            assertThat(serverEnds).isEmpty();
        });
    }

    @Test
    void whoWasJustKickedIsNoConnectionAnyMore() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            net.connectClient();
            net.connectClient();

            server.connections().iterator().next().disconnect("kick");

            assertThat(server.connections()).hasSize(1);
            assertThat(server.sendToAll(new Number(1))).isEqualTo(SendStatus.QUEUED);
            for (NetworkConnection connection : server.connections()) {
                connection.disconnect("all of you");
            }
            assertThat(server.connections()).isEmpty();
        });
    }

    @Test
    void aClockBelowZeroIsAClock() {
        MemoryNetwork network = new MemoryNetwork();
        NetworkServer server = NetworkServer.builder()
                .transport(network.server())
                .reportSink(report -> {})
                .build();
        server.start();
        network.client().connect();
        for (long now = -1_000_000_000_000L; now < -990_000_000_000L; now += 16_000_000) {
            server.tick(now);
        }
        assertThat(server.endCount(DisconnectReason.HELLO_TIMEOUT)).isEqualTo(1);
    }
}
