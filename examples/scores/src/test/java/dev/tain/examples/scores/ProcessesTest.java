package dev.tain.examples.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tain.NetworkServer;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.ServerListener;
import dev.tain.run.ServerLoop;
import dev.tain.transport.DisconnectReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers and clients that are processes: how they end, by themselves, by a signal and by force. */
@Timeout(60)
class ProcessesTest {
    private final Processes processes = new Processes();

    @AfterEach
    void endAll() {
        processes.close();
    }

    @Test
    void theDemoEndsWellAndBothClientsSeeAllScores() throws Exception {
        Processes.Program demo = processes.start(Scores.class);

        assertThat(demo.status()).as("status after %s", demo.all()).isZero();

        for (String name : List.of("ann", "bob")) {
            List<String> scores = demo.all().stream()
                    .filter(line -> line.startsWith("[" + name + "] score "))
                    .map(line -> line.split(" ")[2])
                    .toList();
            assertThat(scores).as("what %s saw", name).containsExactly("10", "20", "30", "40", "50");
        }
    }

    @Test
    void aServerThatIsAskedToEndTellsItsClientsAndEndsWell() throws Exception {
        assumeSignals();
        Processes.Program server = processes.start(Scores.class, "server", "--address", "tcp://127.0.0.1:0");
        Processes.Program client = startClient(server.hear("listening on .*:(\\d+)"), "ann");
        client.hear("score");

        server.terminate();

        assertThat(server.status()).as("status after %s", server.all()).isZero();
        assertThat(server.all()).contains("[server] stopped");
        assertThat(client.status()).isZero();
        assertThat(client.all()).anyMatch(line -> line.contains("the server closes in") && line.contains("stops."));
    }

    @Test
    void aServerNoticesAClientThatIsKilledAndGoesOn() throws Exception {
        assumeSignals();
        Processes.Program server = processes.start(Scores.class, "server", "--address", "tcp://127.0.0.1:0");
        String port = server.hear("listening on .*:(\\d+)");
        Processes.Program killed = startClient(port, "ann");
        Processes.Program left = startClient(port, "bob");
        killed.hear("score");
        left.hear("score");

        killed.kill();
        server.hear("left: CONNECTION_LOST");
        left.all();

        left.hear("score");
        assertThat(server.process.isAlive()).isTrue();
    }

    @Test
    void aFrozenClientDoesNotSpoilTheEndOfADrainedServer() throws Exception {
        assumeSignals();
        Processes.Program server = processes.start(BriefServer.class);
        Processes.Program client = startClient(server.hear("listening on .*:(\\d+)"), "ann");
        client.hear("connected");

        client.freeze();
        server.terminate();

        assertThat(server.status()).as("status after %s", server.all()).isZero();
        assertThat(server.all()).contains("saved");
    }

    @Test
    void everythingArrivesOfAProgramThatSendsALotDisconnectsAndReturns() throws Exception {
        assertThat(countChatsOf("plainly", 250_000)).isEqualTo(250_000);
    }

    @Test
    void everythingArrivesOfALoopThatIsClosedJustAfterTheWorkWasHandedOver() throws Exception {
        assertThat(countChatsOf("loop", 1_000)).isEqualTo(1_000);
    }

    private int countChatsOf(String how, int count) throws Exception {
        int[] chats = {0};
        List<Disconnect> ends = new ArrayList<>();
        NetworkServer server = NetworkServer.builder()
                .address("tcp://127.0.0.1:0")
                .listener(new ServerListener() {
                    @Override
                    public void disconnected(NetworkConnection connection, Disconnect why) {
                        ends.add(why);
                    }
                })
                .build();
        server.registerHandler(ChatMessage.class, chat -> chats[0]++);
        server.start();
        ServerLoop loop = new ServerLoop(server, 250);
        Processes.Program client = processes.start(
                LeavingClient.class, how, Integer.toString(server.address().getPort()), Integer.toString(count));

        loop.update(() -> {
                    if (!ends.isEmpty()) {
                        loop.stop();
                    }
                })
                .run();

        assertThat(ends).as("ends after %s", client.all()).hasSize(1);
        assertThat(ends.get(0).reason()).isEqualTo(DisconnectReason.CLOSED);
        assertThat(client.status()).as("status after %s", client.all()).isZero();
        return chats[0];
    }

    private Processes.Program startClient(String port, String name) throws Exception {
        return processes.start(
                Scores.class, "client", "--host", "127.0.0.1", "--port", port, "--name", name, "--input", "0");
    }

    private static void assumeSignals() {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"));
    }

    /** A server that waits for its clients half a second only. */
    static final class BriefServer {
        private BriefServer() {}

        public static void main(String[] args) {
            NetworkServer server = NetworkServer.listen("tcp://127.0.0.1:0");
            System.out.println("listening on " + server.address());
            new ServerLoop(server, 60)
                    .drainOnShutdown(Duration.ofMillis(500), "The server stops.")
                    .run();
            System.out.println("saved");
        }
    }
}
