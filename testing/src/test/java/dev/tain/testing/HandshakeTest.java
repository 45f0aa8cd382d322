package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.codegen.MessageCodec;
import dev.tain.codegen.MessageIndex;
import dev.tain.connection.Admission;
import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.ServerListener;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Who is let in, and what those hear who are not. */
class HandshakeTest {
    private final List<Disconnect> ends = new ArrayList<>();
    private final List<Disconnect> refusals = new ArrayList<>();

    private Consumer<NetworkClient.Builder> listening() {
        return builder -> builder.listener(new ClientListener() {
            @Override
            public void disconnected(Disconnect why) {
                ends.add(why);
            }
        });
    }

    private ServerListener refusalsHeard() {
        return new ServerListener() {
            @Override
            public void refused(PeerAddress address, Disconnect why) {
                refusals.add(why);
            }
        };
    }

    @Test
    void anotherGameVersionIsRefusedFirstWithATextForPlayers() {
        NetworkSimulation.run(net -> {
            net.server(builder -> builder.gameVersion("1.2").listener(refusalsHeard()));
            NetworkClient client = net.connectClient(listening().andThen(builder -> builder.gameVersion("1.1")));

            assertThat(client.state()).isEqualTo(ClientState.DISCONNECTED);
            assertThat(ends)
                    .containsExactly(new Disconnect(
                            DisconnectReason.VERSION_MISMATCH,
                            "This server runs version '1.2' of the game; yours is '1.1'.",
                            true));
            net.exchange();
            assertThat(refusals).hasSize(1);
        });
    }

    @Test
    void theOneTooManyHearsThatTheServerIsFull() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.maxConnections(2));
            net.connectClient();
            net.connectClient();
            NetworkClient third = net.connectClient(listening());

            assertThat(third.state()).isEqualTo(ClientState.DISCONNECTED);
            assertThat(ends.get(0).reason()).isEqualTo(DisconnectReason.SERVER_FULL);
            assertThat(server.connections()).hasSize(2);
        });
    }

    @Test
    void admissionDeniesWithATextAndAcceptsLater() {
        NetworkSimulation.run(net -> {
            List<Admission> waiting = new ArrayList<>();
            NetworkServer server = net.server(builder -> builder.admission(newcomer -> {
                if (waiting.isEmpty()) {
                    waiting.add(newcomer);
                } else {
                    newcomer.deny("You are banned.");
                }
            }));
            NetworkClient patient = net.client(listening());
            net.beginConnect(patient, server);
            net.advance(Duration.ofSeconds(1));
            assertThat(patient.state()).isEqualTo(ClientState.CONNECTING);
            assertThat(waiting.get(0).address().host()).isEqualTo("simulated");

            NetworkClient banned = net.connectClient(listening());
            assertThat(banned.state()).isEqualTo(ClientState.DISCONNECTED);
            assertThat(ends).containsExactly(new Disconnect(DisconnectReason.DENIED, "You are banned.", true));

            server.execute(() -> waiting.get(0).accept());
            net.exchange();
            assertThat(patient.state()).isEqualTo(ClientState.CONNECTED);
        });
    }

    @Test
    void anAdmissionThatNeverAnswersEndsAtTheHelloTimeout() {
        NetworkSimulation.run(net -> {
            List<Admission> waiting = new ArrayList<>();
            NetworkServer server = net.server(builder -> builder.admission(waiting::add));
            NetworkClient client = net.client(listening());
            net.beginConnect(client, server);
            net.advance(Duration.ofSeconds(6));

            assertThat(ends).extracting(Disconnect::reason).containsExactly(DisconnectReason.DENIED);
            waiting.get(0).accept();
            net.exchange();
            assertThat(server.connections()).isEmpty();
        });
    }

    @Test
    void aClientThatNeverSaysHelloIsCutOffAndOthersPlayOn() {
        NetworkSimulation.run(net -> {
            SimulatedNetwork network = SimulatedNetwork.create(new Random(net.seed()));
            NetworkServer server = NetworkServer.builder()
                    .transport(network.server())
                    .reportSink(report -> {})
                    .build();
            server.start();
            List<DisconnectReason> heard = new ArrayList<>();
            ClientTransport silent = network.client();
            silent.connect();
            for (long now = 0; now < 6_000_000_000L; now += 16_000_000) {
                server.tick(now);
                silent.poll(now, new Ears(heard));
            }

            assertThat(server.endCount(DisconnectReason.HELLO_TIMEOUT)).isEqualTo(1);
            assertThat(heard).hasSize(1);
            server.stop();
        });
    }

    private record Ears(List<DisconnectReason> heard) implements ClientTransport.Listener {
        @Override
        public void connected(PeerAddress server) {}

        @Override
        public void received(Channel channel, byte[] bytes, int offset, int length) {}

        @Override
        public void disconnected(DisconnectReason reason, String detail) {
            heard.add(reason);
        }
    }

    // ---------------------------------------------------------------- schemas

    record Thing(int a) implements NetworkMessage {}

    record Other(int a) implements NetworkMessage {}

    private static MessageCodec<Thing> thing(String name, String shape) {
        return new MessageCodec<>(Thing.class, null, name, shape) {
            @Override
            public void write(NetworkWriter writer, Thing value) {
                writer.writeVarInt(value.a());
            }

            @Override
            public Thing read(NetworkReader reader) {
                return new Thing(reader.readVarInt());
            }
        };
    }

    private static MessageCodec<Other> other(String name) {
        return new MessageCodec<>(Other.class, null, name, "a int") {
            @Override
            public void write(NetworkWriter writer, Other value) {
                writer.writeVarInt(value.a());
            }

            @Override
            public Other read(NetworkReader reader) {
                return new Other(reader.readVarInt());
            }
        };
    }

    private static MessageIndex index(int version, MessageCodec<?>... codecs) {
        return new MessageIndex() {
            @Override
            public int contractVersion() {
                return version;
            }

            @Override
            public List<MessageCodec<?>> codecs() {
                return List.of(codecs);
            }
        };
    }

    @Test
    void aTypeOfAnotherShapeIsRefusedNamingTypeAndFields() {
        NetworkSimulation.run(net -> {
            net.server(builder -> builder.messages(index(
                    MessageIndex.CONTRACT_VERSION,
                    thing("game.Thing", "a int, pos Vector3{x float, y float, z float}, gone String"))));
            net.connectClient(listening()
                    .andThen(builder -> builder.messages(index(
                            MessageIndex.CONTRACT_VERSION,
                            thing("game.Thing", "a byte, pos Vector3{x float, y float, z float}, fresh String")))));

            assertThat(ends).hasSize(1);
            assertThat(ends.get(0).reason()).isEqualTo(DisconnectReason.SCHEMA_MISMATCH);
            assertThat(ends.get(0).text())
                    .isEqualTo("game.Thing: field a is byte here, int on the server; field fresh is not there on the"
                            + " server; field gone (String) is only there on the server");
        });
    }

    @Test
    void fieldsInAnotherOrderAreNoticed() {
        NetworkSimulation.run(net -> {
            net.server(builder ->
                    builder.messages(index(MessageIndex.CONTRACT_VERSION, thing("game.Thing", "a int, b int"))));
            net.connectClient(listening()
                    .andThen(builder -> builder.messages(
                            index(MessageIndex.CONTRACT_VERSION, thing("game.Thing", "b int, a int")))));

            assertThat(ends.get(0).text()).contains("another order: (b, a) here, (a, b) on the server");
        });
    }

    @Test
    void aTypeOnlyOneSideKnowsIsFineUntilItIsUsed() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(
                    builder -> builder.messages(index(MessageIndex.CONTRACT_VERSION, thing("game.Thing", "a int"))));
            NetworkClient client = net.connectClient(listening()
                    .andThen(builder -> builder.messages(
                            index(MessageIndex.CONTRACT_VERSION, thing("game.Thing", "a int"), other("game.Other")))));
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);

            client.send(new Other(1));
            net.exchange();

            assertThat(ends.get(0).reason()).isEqualTo(DisconnectReason.UNKNOWN_MESSAGE);
            assertThat(ends.get(0).text()).contains("game.Other").contains("on the server");
            assertThat(server.connections()).isEmpty();
        });
    }

    @Test
    void strictModeRefusesATypeOnlyOneSideKnowsAndSuggestsThePinnedName() {
        NetworkSimulation.run(net -> {
            net.server(builder -> builder.messages(index(MessageIndex.CONTRACT_VERSION, thing("game.Old", "a int")))
                    .strictSchema(true));
            net.connectClient(listening()
                    .andThen(builder ->
                            builder.messages(index(MessageIndex.CONTRACT_VERSION, thing("game.New", "a int")))));

            assertThat(ends.get(0).reason()).isEqualTo(DisconnectReason.SCHEMA_MISMATCH);
            assertThat(ends.get(0).text())
                    .isEqualTo("game.New is not known to the server; if it was renamed from game.Old, pin the old name"
                            + " with @WireName(\"game.Old\")");
        });
    }

    @Test
    void codeGeneratedForAnotherContractIsRefusedInWords() {
        Assertions.assertThatThrownBy(
                        () -> NetworkClient.builder().messages(index(99)).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 99")
                .hasMessageContaining("version " + MessageIndex.CONTRACT_VERSION)
                .hasMessageContaining("as new as");
        Assertions.assertThatThrownBy(
                        () -> NetworkClient.builder().messages(index(0)).build())
                .hasMessageContaining("Compile that module again");
    }

    @Test
    void collidingIdsAreRefusedAtTheStart() {
        Assertions.assertThatThrownBy(() -> NetworkClient.builder()
                        .messages(index(MessageIndex.CONTRACT_VERSION, thing("same.Name", "a int"), other("same.Name")))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@WireName");
    }
}
