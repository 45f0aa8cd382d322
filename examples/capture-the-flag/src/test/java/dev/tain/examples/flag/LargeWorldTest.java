package dev.tain.examples.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Joining a world that is larger than what may wait for a connection, over TCP, while calls go on. */
class LargeWorldTest {
    private static final int STONES = 12_000;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Prefabs prefabs = Prefabs.builder().add("stone", Stone.class).build();

    @Test
    void aWorldOfTwelveMegabytesIsJoined() {
        NetworkServer server = NetworkServer.builder()
                .address("tcp://127.0.0.1:0")
                .prefabs(prefabs)
                .build();
        server.start();
        NetworkClient client = NetworkClient.builder().prefabs(prefabs).build();
        try {
            Stone first = null;
            for (int i = 0; i < STONES; i++) {
                NetworkIdentity object = server.instantiate("stone");
                Stone stone = object.behaviour(Stone.class);
                stone.inscription = "x".repeat(1000);
                server.spawn(object);
                first = first == null ? stone : first;
            }
            Stone singing = first;
            client.connect(server.address());
            tick(server, client, singing, () -> client.state() == ClientState.CONNECTED);
            client.ready();

            tick(server, client, singing, () -> client.objects().size() == STONES);

            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(client.objects()).hasSize(STONES);
            tick(server, client, singing, () -> client.objects().get(0).behaviour(Stone.class).heard > 0);
            assertThat(client.objects().get(0).behaviour(Stone.class).heard).isPositive();
        } finally {
            client.disconnect();
            server.stop();
        }
    }

    private static void tick(NetworkServer server, NetworkClient client, Stone singing, BooleanSupplier until) {
        long begin = System.nanoTime();
        while (!until.getAsBoolean()
                && client.state() != ClientState.DISCONNECTED
                && System.nanoTime() - begin < LIMIT_NANOS) {
            singing.sing(1);
            server.tick(System.nanoTime());
            client.tick(System.nanoTime());
            Thread.onSpinWait();
        }
    }
}
