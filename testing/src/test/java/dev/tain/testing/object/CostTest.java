package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Visibility;
import dev.tain.testing.NetworkSimulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Work follows change, whatever the number of clients. */
@Tag("exact")
class CostTest {
    private static final int CLIENTS = 12;

    private static List<NetworkClient> clients(NetworkSimulation net) {
        List<NetworkClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(World.client(net));
        }
        return clients;
    }

    private static Counted counted(NetworkIdentity object) {
        return object.behaviour(Counted.class);
    }

    @Test
    void aSpawnIsWrittenOnceForAllAndOnceMoreForItsOwner() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            List<NetworkClient> clients = clients(net);

            NetworkIdentity nobodys = server.spawn(server.instantiate("counted"));
            NetworkIdentity owned = server.spawn(server.instantiate("counted"), server.connection(1));
            net.exchange();

            assertThat(counted(nobodys).writes).isEqualTo(1);
            assertThat(counted(owned).writes).isEqualTo(2);
            assertThat(clients).allMatch(client -> client.objects().size() == 2);
        });
    }

    @Test
    void whatNobodyChangedIsNotWrittenNorLookedAtNorSent() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.quietServer(net);
            for (int i = 0; i < CLIENTS; i++) {
                World.quietClient(net);
            }
            List<NetworkIdentity> objects = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                objects.add(server.spawn(server.instantiate("counted")));
                objects.add(server.spawn(server.instantiate("hero")));
            }
            net.exchange();
            List<Counted> all = objects.stream()
                    .filter(object -> object.prefab().equals("counted"))
                    .map(CostTest::counted)
                    .toList();
            all.forEach(one -> {
                one.writes = 0;
                one.reads = 0;
            });
            long sent =
                    Objects.requireNonNull(server.connection(1)).statistics().messagesSent();

            net.advance(Duration.ofSeconds(2));

            assertThat(all).allMatch(one -> one.writes == 0 && one.reads == 0);
            assertThat(Objects.requireNonNull(server.connection(1)).statistics().messagesSent())
                    .isEqualTo(sent);
        });
    }

    @Test
    void aChangeIsWrittenOnceForAll() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            List<NetworkClient> clients = clients(net);
            NetworkIdentity nobodys = server.spawn(server.instantiate("counted"));
            NetworkIdentity owned = server.spawn(server.instantiate("counted"), server.connection(1));
            NetworkIdentity untouched = server.spawn(server.instantiate("counted"));
            net.exchange();
            int spawned = counted(untouched).writes;
            counted(nobodys).writes = 0;
            counted(owned).writes = 0;

            for (NetworkIdentity object : List.of(nobodys, owned)) {
                counted(object).setValue(5);
                counted(object).markChanged();
                counted(object).markChanged();
            }
            net.exchange();

            assertThat(counted(nobodys).writes).isEqualTo(1);
            assertThat(counted(owned).writes).isEqualTo(1);
            assertThat(counted(untouched).writes).isEqualTo(spawned);
            assertThat(clients)
                    .allMatch(client -> counted(copy(client, nobodys)).shown() == 5)
                    .allMatch(client -> counted(copy(client, owned)).shown() == 5);
        });
    }

    @Test
    void whoComesLateCostsOneMoreOfEachAndTheOthersNothing() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            clients(net);
            NetworkIdentity object = server.spawn(server.instantiate("counted"));
            net.exchange();
            counted(object).writes = 0;
            long sent =
                    Objects.requireNonNull(server.connection(1)).statistics().messagesSent();

            World.client(net);

            assertThat(counted(object).writes).isEqualTo(1);
            assertThat(Objects.requireNonNull(server.connection(1)).statistics().messagesSent())
                    .isEqualTo(sent);
        });
    }

    @Test
    void whatNobodySeesIsNotWritten() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            clients(net);
            NetworkIdentity hidden = server.instantiate("counted");
            hidden.visibility(Visibility.NOBODY);
            server.spawn(hidden);
            for (int i = 0; i < 10; i++) {
                counted(hidden).setValue(i);
                counted(hidden).markChanged();
                net.tick();
            }

            long sent =
                    Objects.requireNonNull(server.connection(1)).statistics().messagesSent();
            net.exchange();

            assertThat(Objects.requireNonNull(server.connection(1)).statistics().messagesSent())
                    .isEqualTo(sent);
            hidden.visibility(Visibility.DEFAULT);
            net.exchange();
            assertThat(counted(hidden).shown()).isEqualTo(9);
        });
    }

    @Test
    void aClientThatLagsCostsOneMoreWhenItCatchesUp() {
        NetworkSimulation.run(net -> {
            NetworkServer server =
                    net.server(builder -> builder.prefabs(World.PREFABS).watermarks(1024, 4096));
            List<NetworkClient> clients = clients(net);
            NetworkIdentity object = server.spawn(server.instantiate("counted"));
            NetworkIdentity noise = server.spawn(server.instantiate("drawing"));
            net.exchange();
            net.freeze(clients.get(0));
            NetworkConnection lagging = Objects.requireNonNull(server.connection(1));
            for (int i = 0; i < 1000 && !lagging.isCongested(); i++) {
                noise.behaviour(Drawing.class).pixels = new int[200];
                noise.behaviour(Drawing.class).markChanged();
                net.tick();
            }
            counted(object).writes = 0;

            for (int i = 1; i <= 50; i++) {
                counted(object).setValue(i);
                counted(object).markChanged();
                net.tick();
            }
            assertThat(counted(object).writes).isEqualTo(50);
            net.thaw(clients.get(0));
            net.exchange();

            assertThat(counted(object).writes).isEqualTo(51);
            assertThat(counted(copy(clients.get(0), object)).shown()).isEqualTo(50);
        });
    }
}
