package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.object.NetworkIdentity;
import dev.tain.testing.NetworkSimulation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** State that is larger than a message may be. */
class LimitsTest {
    private static final int MESSAGE_BYTES = 4096;

    private static NetworkServer server(NetworkSimulation net) {
        return net.server(builder -> builder.prefabs(World.PREFABS).maxMessageBytes(MESSAGE_BYTES));
    }

    private static NetworkClient client(NetworkSimulation net) {
        NetworkClient client =
                net.connectClient(builder -> builder.prefabs(World.PREFABS).maxMessageBytes(MESSAGE_BYTES));
        client.ready();
        net.exchange();
        return client;
    }

    private static Drawing drawing(NetworkIdentity object) {
        return object.behaviour(Drawing.class);
    }

    @Test
    void aSpawnThatIsTooLargeIsRefusedInWordsAndNobodyHearsOfIt() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net);
            NetworkClient client = client(net);
            NetworkIdentity object = server.instantiate("drawing");
            drawing(object).pixels = new int[5000];

            assertThatThrownBy(() -> server.spawn(object))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("drawing")
                    .hasMessageContaining("20011")
                    .hasMessageContaining("4096")
                    .hasMessageContaining("maxMessageBytes");
            net.exchange();

            assertThat(object.isSpawned()).isFalse();
            assertThat(server.objects()).isEmpty();
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);

            drawing(object).pixels = new int[500];
            server.spawn(object);
            net.exchange();
            assertThat(drawing(copy(client, object)).pixels).hasSize(500);
        });
    }

    @Test
    void whatJustFitsTravelsInPieces() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net);
            NetworkClient client = client(net);
            NetworkIdentity object = server.instantiate("drawing");
            drawing(object).pixels = new int[1000];

            server.spawn(object);
            net.exchange();
            assertThat(drawing(copy(client, object)).pixels).hasSize(1000);

            drawing(object).pixels = new int[1010];
            drawing(object).markChanged();
            net.exchange();
            assertThat(drawing(copy(client, object)).pixels).hasSize(1010);
        });
    }

    @Test
    void whoComesWhenItHasGrownTooLargeIsShownItWhenItIsSmaller() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = server(net);
            NetworkIdentity object = server.spawn(server.instantiate("drawing"));
            drawing(object).pixels = new int[5000];

            NetworkIdentity other = server.spawn(server.instantiate("rock"));

            NetworkClient client = client(net);

            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(client.objects()).containsExactly(copy(client, other));
            assertThat(net.reports())
                    .anyMatch(report -> report.cause() != null
                            && String.valueOf(report.cause().getMessage()).contains("maxMessageBytes"));

            drawing(object).pixels = new int[5];
            net.advance(Duration.ofSeconds(1));
            assertThat(drawing(copy(client, object)).pixels).hasSize(5);
        });
    }

    @Test
    void anUpdateThatIsTooLargeIsReportedAndTheGameGoesOn() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = server(net);
            NetworkClient client = client(net);
            NetworkIdentity object = server.spawn(server.instantiate("drawing"));
            NetworkIdentity lamp = server.spawn(server.instantiate("rock"));
            net.exchange();

            drawing(object).pixels = new int[5000];
            drawing(object).markChanged();
            lamp.behaviour(Rock.class).moss = 3;
            lamp.behaviour(Rock.class).markChanged();
            net.exchange();

            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(copy(client, lamp).behaviour(Rock.class).moss).isEqualTo(3);
            assertThat(drawing(copy(client, object)).pixels).isEmpty();
            assertThat(net.reports())
                    .anyMatch(report -> report.cause() != null
                            && String.valueOf(report.cause().getMessage()).contains("maxMessageBytes"));

            drawing(object).pixels = new int[7];
            drawing(object).markChanged();
            net.exchange();
            assertThat(drawing(copy(client, object)).pixels).hasSize(7);
        });
    }

    @Test
    void aFieldThatIsTooLargeIsReportedAndTheOthersOfItsKindAreKeptInStep() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = server(net);
            NetworkClient client = client(net);
            NetworkIdentity one = server.spawn(server.instantiate("sign"));
            NetworkIdentity two = server.spawn(server.instantiate("sign"));
            NetworkIdentity three = server.spawn(server.instantiate("sign"));
            net.exchange();

            one.behaviour(Sign.class).text = "one";
            two.behaviour(Sign.class).text = "x".repeat(5000);
            three.behaviour(Sign.class).text = "three";
            net.exchange();
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(copy(client, one).behaviour(Sign.class).text).isEqualTo("one");
            assertThat(copy(client, two).behaviour(Sign.class).text.length()).isZero();
            assertThat(copy(client, three).behaviour(Sign.class).text).isEqualTo("three");

            two.behaviour(Sign.class).text = "two";
            net.exchange();
            assertThat(copy(client, two).behaviour(Sign.class).text).isEqualTo("two");
        });
    }

    @Test
    void whoIsGivenMoreThanAMessageHoldsOwnsItAndGetsItWhenItIsSmaller() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = server(net);
            NetworkClient given = client(net);
            NetworkClient other = client(net);
            NetworkIdentity object = server.instantiate("hero");
            object.behaviour(Pack.class).secrets.add("x".repeat(5000)); // for owners only
            server.spawn(object);
            net.exchange();
            assertThat(given.objects()).hasSize(1);

            server.assignAuthority(object, server.connection(1));
            net.exchange();

            assertThat(given.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(other.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(copy(given, object).isOwned()).isTrue();
            assertThat(net.reports())
                    .anyMatch(report -> report.cause() != null
                            && String.valueOf(report.cause().getMessage()).contains("maxMessageBytes"));

            object.behaviour(Pack.class).secrets.set(0, "short");
            net.advance(Duration.ofSeconds(1));
            assertThat(copy(given, object).behaviour(Pack.class).secrets).containsExactly("short");
        });
    }

    @Test
    void whatAnOwnersClientCannotSendWaitsUntilItIsSmaller() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = server(net);
            NetworkClient client = client(net);
            NetworkIdentity object = server.spawn(server.instantiate("mover"), server.connection(1));
            net.exchange();
            Mover mine = copy(client, object).behaviour(Mover.class);

            mine.x = 5;
            for (int i = 0; i < 2000; i++) {
                mine.steps.add(Integer.MAX_VALUE - i);
            }
            net.exchange();
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(object.behaviour(Mover.class).x).isZero();
            assertThat(net.reports())
                    .anyMatch(report -> report.cause() != null
                            && String.valueOf(report.cause().getMessage()).contains("maxMessageBytes"));

            mine.steps.clear();
            net.exchange();
            assertThat(object.behaviour(Mover.class).x).isEqualTo(5);
            assertThat(object.behaviour(Mover.class).steps).isEmpty();
        });
    }
}
