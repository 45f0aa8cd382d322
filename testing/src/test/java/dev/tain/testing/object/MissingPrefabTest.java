package dev.tain.testing.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.connection.Disconnect;
import dev.tain.connection.Report;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.DisconnectReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client says about an object that it cannot make. */
class MissingPrefabTest {
    private final List<Disconnect> ends = new ArrayList<>();

    private NetworkClient client(NetworkSimulation net, Prefabs prefabs, boolean exceptionsDisconnect) {
        NetworkClient client = net.connectClient(builder -> builder.prefabs(prefabs)
                .exceptionsDisconnect(exceptionsDisconnect)
                .listener(new ClientListener() {
                    @Override
                    public void disconnected(Disconnect why) {
                        ends.add(why);
                    }
                }));
        client.ready();
        net.exchange();
        return client;
    }

    private Disconnect end() {
        assertThat(ends).hasSize(1);
        return ends.get(0);
    }

    @Test
    void aPrefabThatIsMissingHereIsNamedWithThoseThatAreThere() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = World.server(net);
            client(net, Prefabs.builder().add("stone", Rock.class).build(), true);

            server.spawn(server.instantiate("rock"));
            net.exchange();

            assertThat(end().reason()).isEqualTo(DisconnectReason.SCHEMA_MISMATCH);
            assertThat(end().text()).contains("no prefab 'rock'").contains("stone");
        });
    }

    @Test
    void aSceneObjectThatIsMissingHereIsNamed() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = World.server(net);
            client(net, Prefabs.none(), true);

            server.spawnSceneObjects();
            net.exchange();

            assertThat(end().reason()).isEqualTo(DisconnectReason.SCHEMA_MISMATCH);
            assertThat(end().text()).contains("no scene object 'gate'").contains("none");
        });
    }

    @Test
    void aPrefabThatThrowsIsNamedAndReportedOnce() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = World.server(net);
            client(net, throwing(), true);

            server.spawn(server.instantiate("rock"));
            net.exchange();

            assertThat(end().reason()).isEqualTo(DisconnectReason.HANDLER_FAILED);
            assertThat(end().text()).contains("'rock'");
            assertThat(net.reports().stream().filter(report -> report.kind() == Report.Kind.CALLBACK_FAILED))
                    .singleElement()
                    .matches(report -> report.text().contains("rock") && report.cause() != null);
        });
    }

    @Test
    void whereExceptionsDoNotDisconnectTheClientGoesOnWithoutTheObject() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = World.server(net);
            NetworkClient client = client(net, throwing(), false);

            server.spawn(server.instantiate("rock"));
            net.exchange();

            assertThat(ends).isEmpty();
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(client.objects()).isEmpty();
        });
    }

    private static Prefabs throwing() {
        return Prefabs.builder()
                .add("rock", parts -> {
                    throw new IllegalStateException("on purpose");
                })
                .build();
    }
}
