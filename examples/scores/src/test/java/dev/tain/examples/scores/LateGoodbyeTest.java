package dev.tain.examples.scores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.ServerListener;
import dev.tain.transport.LatencySimulation;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.NetworkConditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A client on a bad simulated link leaves, and is not ticked again. */
class LateGoodbyeTest {
    private static final long TICK_NANOS = 16_000_000;

    private final MemoryNetwork network = new MemoryNetwork();
    private final List<String> heard = new ArrayList<>();
    private long now = 1_000_000_000L;

    @Test
    void theLastWordsAndTheGoodbyeArriveWithoutFurtherTicks() {
        NetworkServer server = startServer();
        NetworkClient client = NetworkClient.builder().reportSink(report -> {}).build();
        client.connect(LatencySimulation.of(network.client(), NetworkConditions.mobile(), new Random(7)));
        for (int i = 0; i < 300; i++) {
            now += TICK_NANOS;
            server.tick(now);
            client.tick(now);
        }
        assertThat(client.state()).isEqualTo(ClientState.CONNECTED);

        client.send(new ChatMessage("ann", "last words"));
        client.disconnect("bye");
        for (int i = 0; i < 20; i++) {
            now += TICK_NANOS;
            server.tick(now);
        }

        assertThat(heard).containsExactly("last words", "CLOSED by the other side: bye");
    }

    private NetworkServer startServer() {
        NetworkServer server = NetworkServer.builder()
                .transport(network.server())
                .reportSink(report -> {})
                .listener(new ServerListener() {
                    @Override
                    public void disconnected(NetworkConnection connection, Disconnect why) {
                        heard.add(why.toString());
                    }
                })
                .build();
        server.registerHandler(ChatMessage.class, chat -> heard.add(chat.text()));
        server.start();
        return server;
    }
}
