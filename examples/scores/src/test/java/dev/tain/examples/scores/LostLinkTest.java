package dev.tain.examples.scores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.BulkBytes;
import dev.tain.connection.BulkEnd;
import dev.tain.connection.BulkListener;
import dev.tain.connection.BulkOffer;
import dev.tain.connection.BulkSource;
import dev.tain.connection.BulkTransfer;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.value.Vector3;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client behind a wire that is cut, over real sockets: it comes back, and large things get through. */
@Timeout(60)
class LostLinkTest {
    private final NetworkServer server = NetworkServer.builder()
            .address("tcp://127.0.0.1:0")
            .gracePeriod(Duration.ofSeconds(20))
            .build();
    private final NetworkClient client = NetworkClient.builder().build();
    private final List<Integer> heard = new ArrayList<>();
    private Wire wire;

    /** Passes bytes between the client and the server, until it is cut. */
    private static final class Wire implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();
        private final int target;

        Wire(int target) throws IOException {
            this.target = target;
            start(this::accept);
        }

        private static void start(Runnable work) {
            Thread thread = new Thread(work, "wire");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() {
            try {
                while (true) {
                    Socket near = door.accept();
                    Socket far = new Socket("127.0.0.1", target);
                    sockets.add(near);
                    sockets.add(far);
                    start(() -> pass(near, far));
                    start(() -> pass(far, near));
                }
            } catch (IOException e) {
                cut(); // it was closed
            }
        }

        private static void pass(Socket from, Socket to) {
            byte[] bytes = new byte[8192];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                    out.write(bytes, 0, count);
                }
            } catch (IOException e) {
                return; // cut
            }
        }

        void cut() {
            for (Socket socket : sockets) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
            sockets.clear();
        }

        @Override
        public void close() throws IOException {
            door.close();
            cut();
        }
    }

    @BeforeEach
    void connect() throws IOException {
        server.start();
        wire = new Wire(server.address().getPort());
        client.registerHandler(ScoreMessage.class, score -> heard.add(score.score()));
        client.connect("tcp://127.0.0.1:" + wire.door.getLocalPort());
        await(() -> client.state() == ClientState.CONNECTED);
        await(() -> server.connections().size() == 1);
    }

    @AfterEach
    void end() throws IOException {
        client.disconnect();
        server.stop();
        wire.close();
    }

    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            server.tick(System.nanoTime());
            client.tick(System.nanoTime());
            LockSupport.parkNanos(1_000_000);
        }
    }

    private NetworkConnection connection() {
        return server.connections().iterator().next();
    }

    @Test
    void whoseWireIsCutComesBackByItselfToTheSameConnection() {
        NetworkConnection connection = connection();
        connection.attach("kept");

        for (int i = 0; i < 3; i++) {
            wire.cut();
            await(() -> client.state() == ClientState.SUSPENDED && connection.isSuspended());
            await(() -> client.state() == ClientState.CONNECTED && !connection.isSuspended());
            int number = i;
            connection.send(new ScoreMessage(number, Vector3.ZERO, 1));
            await(() -> heard.contains(number));
        }

        assertThat(connection()).isSameAs(connection);
        assertThat(connection.attachment(String.class)).isEqualTo("kept");
    }

    @Test
    void aClientMayMoveToAnotherLinkWhileItsOwnIsFine() {
        NetworkConnection connection = connection();

        assertThat(client.reconnect(server.address())).isTrue();
        await(() -> client.state() == ClientState.CONNECTED && !connection.isSuspended());
        connection.send(new ScoreMessage(7, Vector3.ZERO, 1));

        await(() -> heard.contains(7));
    }

    @Test
    void aMegabyteGetsThroughWhileTheGameGoesOn() {
        byte[] map = new byte[1_000_000];
        new Random(1).nextBytes(map);
        BulkBytes received = new BulkBytes();
        List<BulkEnd> ends = new ArrayList<>();
        client.registerBulkHandler(offer -> offer.accept(received));

        connection().sendBulk(new BulkOffer("map", map.length), BulkSource.of(map), new BulkListener() {
            @Override
            public void ended(BulkTransfer transfer, BulkEnd how) {
                ends.add(how);
            }
        });
        await(() -> {
            server.sendToAll(new ScoreMessage(1, Vector3.ZERO, 1));
            return !ends.isEmpty();
        });

        assertThat(ends.get(0).kind()).isEqualTo(BulkEnd.Kind.COMPLETED);
        assertThat(Arrays.equals(received.toByteArray(), map)).isTrue();
        assertThat(Objects.requireNonNull(client.connection()).isOpen()).isTrue();
        assertThat(heard).isNotEmpty();
    }
}
