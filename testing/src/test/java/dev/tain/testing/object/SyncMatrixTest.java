package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.annotation.SyncDirection;
import dev.tain.annotation.SyncMode;
import dev.tain.annotation.SyncSettings;
import dev.tain.annotation.SyncVar;
import dev.tain.connection.CallRefusal;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.object.SyncList;
import dev.tain.testing.NetworkSimulation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every mode in every direction: who sees what the server changes, and what the owner's client changes. */
class SyncMatrixTest {
    abstract static class Cell extends NetworkBehaviour {
        @SyncVar
        int value;

        final SyncList<Integer> values = new SyncList<>();
    }

    @SyncSettings(mode = SyncMode.OBSERVERS, direction = SyncDirection.SERVER_TO_CLIENT)
    static class ServerToAll extends Cell {}

    @SyncSettings(mode = SyncMode.OWNER, direction = SyncDirection.SERVER_TO_CLIENT)
    static class ServerToOwner extends Cell {}

    @SyncSettings(mode = SyncMode.OBSERVERS, direction = SyncDirection.CLIENT_TO_SERVER)
    static class ClientToAll extends Cell {}

    @SyncSettings(mode = SyncMode.OWNER, direction = SyncDirection.CLIENT_TO_SERVER)
    static class ClientToServer extends Cell {}

    private static final List<Class<? extends Cell>> CELLS =
            List.of(ServerToAll.class, ServerToOwner.class, ClientToAll.class, ClientToServer.class);

    @SuppressWarnings("unchecked")
    private static final Prefabs PREFABS = Prefabs.builder()
            .add("matrix", ServerToAll.class, ServerToOwner.class, ClientToAll.class, ClientToServer.class)
            .build();

    private static final class Play {
        final NetworkSimulation net;
        final NetworkServer server;
        final NetworkClient owner;
        final NetworkClient other;
        final NetworkIdentity object;

        Play(NetworkSimulation net, boolean owned) {
            this.net = net;
            server = net.server(builder -> builder.prefabs(PREFABS).pingInterval(Duration.ofDays(30)));
            owner = client();
            other = client();
            object = server.instantiate("matrix");
            for (Class<? extends Cell> cell : CELLS) {
                object.behaviour(cell).value = 7;
                object.behaviour(cell).values.add(7);
            }
            server.spawn(object, owned ? connection(1) : null);
            net.exchange();
        }

        NetworkConnection connection(int id) {
            return Objects.requireNonNull(server.connection(id));
        }

        NetworkClient client() {
            NetworkClient client =
                    net.connectClient(builder -> builder.prefabs(PREFABS).pingInterval(Duration.ofDays(30)));
            client.ready();
            net.exchange();
            return client;
        }

        /** What each of the four shows. */
        List<String> seen(NetworkIdentity where) {
            return CELLS.stream()
                    .map(where::behaviour)
                    .map(cell -> cell.value + "" + cell.values)
                    .toList();
        }
    }

    @Test
    void aSpawnCarriesEverythingToTheOwnerAndTheRestToOthers() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net, true);

            assertThat(play.seen(copy(play.owner, play.object))).containsExactly("7[7]", "7[7]", "7[7]", "7[7]");
            assertThat(play.seen(copy(play.other, play.object))).containsExactly("7[7]", "0[]", "7[7]", "0[]");
            NetworkClient late = play.client();
            assertThat(play.seen(copy(late, play.object))).containsExactly("7[7]", "0[]", "7[7]", "0[]");
        });
    }

    @Test
    void whatTheServerDecidesReachesWhoMaySeeIt() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net, true);

            for (Class<? extends Cell> cell : List.of(ServerToAll.class, ServerToOwner.class)) {
                play.object.behaviour(cell).value = 8;
                play.object.behaviour(cell).values.add(8);
            }
            net.exchange();

            assertThat(play.seen(copy(play.owner, play.object))).containsExactly("8[7, 8]", "8[7, 8]", "7[7]", "7[7]");
            assertThat(play.seen(copy(play.other, play.object))).containsExactly("8[7, 8]", "0[]", "7[7]", "0[]");
        });
    }

    @Test
    void whatTheOwnersClientDecidesReachesTheServerAndWhoMaySeeIt() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net, true);

            for (Class<? extends Cell> cell : List.of(ClientToAll.class, ClientToServer.class)) {
                copy(play.owner, play.object).behaviour(cell).value = 9;
                copy(play.owner, play.object).behaviour(cell).values.add(9);
            }
            net.exchange();

            assertThat(play.seen(play.object)).containsExactly("7[7]", "7[7]", "9[7, 9]", "9[7, 9]");
            assertThat(play.seen(copy(play.other, play.object))).containsExactly("7[7]", "0[]", "9[7, 9]", "0[]");
            assertThat(play.seen(copy(play.owner, play.object))).containsExactly("7[7]", "7[7]", "9[7, 9]", "9[7, 9]");
        });
    }

    @Test
    void whatTheOwnersClientWritesWhereTheServerDecidesStaysThere() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net, true);

            copy(play.owner, play.object).behaviour(ServerToAll.class).value = 5;
            copy(play.owner, play.object).behaviour(ServerToOwner.class).value = 5;
            net.exchange();

            assertThat(play.seen(play.object)).containsExactly("7[7]", "7[7]", "7[7]", "7[7]");
            assertThat(play.server.refusedCalls(CallRefusal.NOT_CLIENT_STATE)).isZero();
        });
    }

    @Test
    void whatAClientWritesThatDoesNotOwnItStaysThere() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net, true);

            for (Class<? extends Cell> cell : CELLS) {
                copy(play.other, play.object).behaviour(cell).value = 5;
            }
            net.exchange();

            assertThat(play.seen(play.object)).containsExactly("7[7]", "7[7]", "7[7]", "7[7]");
            assertThat(play.server.refusedCalls(CallRefusal.NO_AUTHORITY)).isZero();
        });
    }

    @Test
    void whileNobodyOwnsItTheServerDecidesAboutEverything() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net, false);

            for (Class<? extends Cell> cell : CELLS) {
                play.object.behaviour(cell).value = 8;
                play.object.behaviour(cell).values.add(8);
            }
            net.exchange();

            assertThat(play.seen(copy(play.owner, play.object))).containsExactly("8[7, 8]", "0[]", "8[7, 8]", "0[]");
            assertThat(play.seen(copy(play.other, play.object))).containsExactly("8[7, 8]", "0[]", "8[7, 8]", "0[]");
        });
    }

    @Test
    void aNewOwnerGetsWhatOnlyOwnersSeeAndDecidesFromThereOn() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net, true);
            copy(play.owner, play.object).behaviour(ClientToServer.class).value = 9;
            net.exchange();

            play.server.assignAuthority(play.object, play.connection(2));
            net.exchange();
            assertThat(play.seen(copy(play.other, play.object))).containsExactly("7[7]", "7[7]", "7[7]", "9[7]");

            copy(play.other, play.object).behaviour(ClientToServer.class).value = 10;
            copy(play.owner, play.object).behaviour(ClientToServer.class).value = 11;
            net.exchange();
            assertThat(play.object.behaviour(ClientToServer.class).value).isEqualTo(10);
        });
    }

    @Test
    void nothingChangedNothingIsSentEitherWay() {
        NetworkSimulation.run(net -> {
            Play play = new Play(net, true);
            long sent = play.connection(1).statistics().messagesSent();
            long heard = play.connection(1).statistics().messagesReceived();

            net.advance(Duration.ofSeconds(2));

            assertThat(play.connection(1).statistics().messagesSent()).isEqualTo(sent);
            assertThat(play.connection(1).statistics().messagesReceived()).isEqualTo(heard);
        });
    }
}
