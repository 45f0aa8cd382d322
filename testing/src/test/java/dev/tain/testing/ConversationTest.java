package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.SendStatus;
import dev.tain.connection.ServerListener;
import dev.tain.testing.Messages.Chat;
import dev.tain.testing.Messages.Number;
import dev.tain.testing.Messages.Score;
import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.MemoryNetwork;
import dev.tain.value.Vector3;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Server, clients, connections and their messages. The reference test of CONTRIBUTING: copy its form. */
class ConversationTest {
    @Test
    void whatTheServerSendsToAllReachesAllOnce() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            List<Score> heard = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                net.connectClient().registerHandler(Score.class, score -> heard.add(score));
            }
            Score sent = new Score(123456, new Vector3(1.5f, -2.25f, 3), 3);

            SendStatus status = server.sendToAll(sent);
            net.exchange();

            assertThat(status).isEqualTo(SendStatus.QUEUED);
            assertThat(heard).containsExactly(sent, sent, sent);
        });
    }

    @Test
    void aMessageOfNothingArrivesToo() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            NetworkClient client = net.connectClient();
            int[] heard = {0};
            client.registerHandler(Messages.Empty.class, empty -> heard[0]++);

            server.sendToAll(new Messages.Empty());
            server.sendToAll(new Messages.Empty());
            net.exchange();

            assertThat(heard[0]).isEqualTo(2);
        });
    }

    @Test
    void aChatLineTravelsThroughTheServerToTheOthers() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            server.registerHandler(Chat.class, (connection, chat) -> {
                List<NetworkConnection> others = new ArrayList<>(server.connections());
                others.remove(connection);
                server.sendTo(others, new Chat(connection.id() + ": " + chat.text()));
            });
            NetworkClient ann = net.connectClient();
            NetworkClient bob = net.connectClient();
            List<String> annHeard = new ArrayList<>();
            List<String> bobHeard = new ArrayList<>();
            ann.registerHandler(Chat.class, chat -> annHeard.add(chat.text()));
            bob.registerHandler(Chat.class, chat -> bobHeard.add(chat.text()));

            ann.send(new Chat("hello"));
            net.exchange();

            assertThat(annHeard).isEmpty();
            assertThat(bobHeard).containsExactly("1: hello");
        });
    }

    @Test
    void twoServersAndFiveClientsInOneProgramShareNothing() {
        NetworkSimulation.run(net -> {
            NetworkServer red = net.server();
            NetworkServer blue = net.server();
            List<List<Integer>> heard = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                List<Integer> mine = new ArrayList<>();
                heard.add(mine);
                NetworkClient client = net.client();
                client.registerHandler(Number.class, number -> mine.add(number.value()));
                net.connect(client, i < 2 ? red : blue);
            }
            List<Integer> redHeard = new ArrayList<>();
            red.registerHandler(Number.class, number -> redHeard.add(number.value()));

            red.sendToAll(new Number(1));
            blue.sendToAll(new Number(2));
            net.exchange();

            assertThat(heard).containsExactly(List.of(1), List.of(1), List.of(2), List.of(2), List.of(2));
            assertThat(red.connections()).hasSize(2);
            assertThat(blue.connections()).hasSize(3);
            assertThat(blue.unregisterHandler(Number.class)).isFalse();

            red.stop();
            blue.sendToAll(new Number(3));
            net.exchange();

            assertThat(heard.get(0)).containsExactly(1);
            assertThat(heard.get(4)).containsExactly(2, 3);
        });
    }

    @Test
    void aSecondHandlerIsRefusedAndAReplacementTakesOver() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            List<String> heard = new ArrayList<>();
            server.registerHandler(Chat.class, chat -> heard.add("first"));

            assertThatThrownBy(() -> server.registerHandler(Chat.class, chat -> heard.add("second")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Chat")
                    .hasMessageContaining("replaceHandler");

            server.replaceHandler(Chat.class, chat -> heard.add("replaced"));
            NetworkClient client = net.connectClient();
            client.send(new Chat("x"));
            net.exchange();
            assertThat(heard).containsExactly("replaced");

            assertThat(server.unregisterHandler(Chat.class)).isTrue();
            client.send(new Chat("x"));
            net.exchange();
            assertThat(heard).hasSize(1);
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(net.reports()).anyMatch(report -> report.text().contains("no handler is registered"));
        });
    }

    @Test
    void aConnectionKeepsTheGamesOwnObject() {
        NetworkSimulation.run(net -> {
            List<String> left = new ArrayList<>();
            NetworkServer server = net.server(builder -> builder.listener(new ServerListener() {
                @Override
                public void connected(NetworkConnection connection) {
                    connection.attach("player " + connection.id());
                }

                @Override
                public void disconnected(NetworkConnection connection, Disconnect why) {
                    left.add(connection.attachment(String.class));
                }
            }));
            NetworkClient client = net.connectClient();
            NetworkConnection connection = server.connections().iterator().next();
            assertThat(connection.attachment(String.class)).isEqualTo("player 1");
            assertThatThrownBy(() -> connection.attachment(Integer.class)).isInstanceOf(ClassCastException.class);

            client.disconnect();
            net.exchange();

            assertThat(left).containsExactly("player 1");
        });
    }

    @Test
    void eventsComeInTheOrderTheListenersPromise() {
        NetworkSimulation.run(net -> {
            List<String> events = new ArrayList<>();
            NetworkServer server = net.server(builder -> builder.listener(new ServerListener() {
                @Override
                public void connected(NetworkConnection connection) {
                    events.add("server connected");
                }

                @Override
                public void disconnected(NetworkConnection connection, Disconnect why) {
                    events.add("server disconnected");
                }
            }));
            server.registerHandler(Chat.class, chat -> events.add("server heard " + chat.text()));
            NetworkClient client = net.connectClient(builder -> builder.listener(new ClientListener() {
                @Override
                public void connected() {
                    events.add("client connected");
                }

                @Override
                public void disconnected(Disconnect why) {
                    events.add("client disconnected");
                }
            }));

            client.send(new Chat("last words"));
            client.disconnect("bye");
            net.exchange();

            assertThat(events)
                    .containsExactly(
                            "server connected",
                            "client connected",
                            "client disconnected",
                            "server heard last words",
                            "server disconnected");
        });
    }

    @Test
    void sendingBeforeConnectIsAMistakeAndAfterTheEndIsCounted() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            NetworkClient client = net.client();
            assertThatThrownBy(() -> client.send(new Chat("x")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("connect");

            net.connect(client);
            NetworkConnection onServer = server.connections().iterator().next();
            client.disconnect();
            net.exchange();

            assertThat(client.send(new Chat("x"))).isEqualTo(SendStatus.DROPPED);
            assertThat(onServer.send(new Chat("x"))).isEqualTo(SendStatus.DROPPED);
            assertThat(onServer.statistics().sendsDropped()).isEqualTo(1);
        });
    }

    @Test
    void anEndedClientConnectsAgain() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            List<Integer> heard = new ArrayList<>();
            NetworkClient client = net.connectClient();
            client.registerHandler(Number.class, number -> heard.add(number.value()));
            net.cut(client);
            net.exchange();
            assertThat(client.state()).isEqualTo(ClientState.DISCONNECTED);

            net.connect(client);
            server.sendToAll(new Number(5));
            net.exchange();

            assertThat(heard).containsExactly(5);
            assertThat(server.connections()).hasSize(1);
            assertThat(server.connections().iterator().next().id()).isEqualTo(2);
        });
    }

    @Test
    void aStoppedServerStartsAgain() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            List<Disconnect> ends = new ArrayList<>();
            NetworkClient client = net.connectClient(builder -> builder.listener(new ClientListener() {
                @Override
                public void disconnected(Disconnect why) {
                    ends.add(why);
                }
            }));

            server.stop("maintenance");
            net.exchange();
            assertThat(server.isListening()).isFalse();
            assertThat(ends).containsExactly(new Disconnect(DisconnectReason.SERVER_STOPPED, "maintenance", true));

            net.connect(client);
            assertThat(ends.get(1).reason()).isEqualTo(DisconnectReason.CONNECTION_REFUSED);

            server.start();
            net.connect(client);
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
        });
    }

    @Test
    void aMessageWithoutACodecSaysHowToGetOne() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            assertThatThrownBy(() -> server.registerHandler(NetworkMessage.class, message -> {}))
                    .hasMessageContaining("interface");
            assertThatThrownBy(() -> NetworkServer.builder()
                            .transport(new MemoryNetwork().server())
                            .messages()
                            .build()
                            .sendToAll(new Chat("x")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Chat")
                    .hasMessageContaining("annotationProcessorPaths")
                    .hasMessageContaining("annotationProcessor(\"dev.tain:tain-processor")
                    .hasMessageContaining("kapt(")
                    .hasMessageContaining("provides dev.tain.codegen.MessageIndex");
        });
    }

    @Test
    void aMessageDeclaredInsideAMethodSaysWhereItBelongs() {
        record Local(int x) implements NetworkMessage {}

        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            assertThatThrownBy(() -> server.sendToAll(new Local(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("inside a method");
        });
    }

    @Test
    void connectionsOfAnotherServerAreNoTargets() {
        NetworkSimulation.run(net -> {
            NetworkServer red = net.server();
            NetworkServer blue = net.server();
            net.connect(net.client(), red);
            NetworkConnection redConnection = red.connections().iterator().next();

            assertThatThrownBy(() -> blue.sendTo(Set.of(redConnection), new Number(1), Channel.RELIABLE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not a connection of this server");
        });
    }
}
