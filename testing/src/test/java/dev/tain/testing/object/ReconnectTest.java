package dev.tain.testing.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.object.Prefabs;
import dev.tain.object.SpawnHandler;
import dev.tain.testing.NetworkSimulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A client that connects again while its copies are being told that the last connection is over. */
class ReconnectTest {
    private final List<String> journal = new ArrayList<>();
    private final List<NetworkIdentity> pool = new ArrayList<>();
    private Runnable whenStopped = () -> {};

    private Prefabs prefabs(List<String> into) {
        return Prefabs.builder()
                .add("phoenix", parts -> parts.add(new Phoenix_Networked(into, () -> whenStopped.run())))
                .build();
    }

    private NetworkServer server(NetworkSimulation net) {
        return net.server(builder -> builder.prefabs(prefabs(new ArrayList<>())));
    }

    private NetworkClient pooledClient(NetworkSimulation net) {
        NetworkClient client = net.connectClient(builder -> builder.prefabs(prefabs(journal)));
        client.registerSpawnHandler("phoenix", new SpawnHandler() {
            @Override
            public NetworkIdentity spawn(Pose pose) {
                return pool.isEmpty() ? client.instantiate("phoenix") : pool.remove(0);
            }

            @Override
            public void unspawn(NetworkIdentity object) {
                pool.add(object);
            }
        });
        client.ready();
        net.exchange();
        return client;
    }

    private void connectOnceWhenStopped(NetworkSimulation net, NetworkClient client, NetworkServer server) {
        whenStopped = () -> {
            whenStopped = () -> {};
            net.beginConnect(client, server);
        };
    }

    @Test
    void connectingFromOnStopClientTellsEachCopyOnceAndGivesItBackOnce() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net);
            NetworkClient client = pooledClient(net);
            for (int i = 0; i < 3; i++) {
                server.spawn(server.instantiate("phoenix"), Objects.requireNonNull(server.connection(1)));
            }
            net.exchange();
            journal.clear();
            connectOnceWhenStopped(net, client, server);

            client.disconnect();

            assertThat(journal)
                    .containsExactlyInAnyOrder(
                            "onStopClient 1",
                            "onStopAuthority 1",
                            "onStopClient 2",
                            "onStopAuthority 2",
                            "onStopClient 3",
                            "onStopAuthority 3");
            assertThat(pool).hasSize(3).doesNotHaveDuplicates();
            assertThat(client.state()).isEqualTo(ClientState.CONNECTING);
        });
    }

    @Test
    void theNewConnectionIsShownObjectsMadeOfTheOldCopies() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net);
            NetworkClient client = pooledClient(net);
            server.spawn(server.instantiate("phoenix"));
            server.spawn(server.instantiate("phoenix"));
            net.exchange();
            connectOnceWhenStopped(net, client, server);

            client.disconnect();
            net.exchange();
            client.ready();
            net.exchange();

            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(client.objects()).hasSize(2);
            assertThat(pool).isEmpty();
            client.disconnect();
            assertThat(pool).hasSize(2).doesNotHaveDuplicates();
        });
    }

    @Test
    void afterTheServerEndedTheConnectionTheSameHolds() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net);
            NetworkClient client = pooledClient(net);
            server.spawn(server.instantiate("phoenix"));
            server.spawn(server.instantiate("phoenix"));
            net.exchange();
            journal.clear();
            connectOnceWhenStopped(net, client, server);

            Objects.requireNonNull(server.connection(1)).disconnect("over");
            net.exchange();

            assertThat(journal).containsExactlyInAnyOrder("onStopClient 1", "onStopClient 2");
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
        });
    }
}
