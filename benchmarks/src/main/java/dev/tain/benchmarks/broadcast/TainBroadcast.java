package dev.tain.benchmarks.broadcast;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.benchmarks.codec.ScoreMessage;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.ServerListener;
import dev.tain.transport.netty.NettyThreads;
import dev.tain.transport.tcp.TcpClientTransport;
import dev.tain.transport.tcp.TcpSettings;
import dev.tain.value.Vector3;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Tain over TCP, ticked as fast as there is something to do. */
final class TainBroadcast implements Contender {
    /** A client has so many messages. */
    public record Ack() implements NetworkMessage {}

    private static final int IDLE_NANOS = 20_000;

    private int connected;

    @Override
    public int serve() {
        Progress progress = new Progress();
        NetworkServer server = NetworkServer.builder()
                .address("tcp://127.0.0.1:0")
                .sendRate(0)
                .listener(new ServerListener() {
                    @Override
                    public void connected(NetworkConnection connection) {
                        connection.attach(connected++);
                    }
                })
                .build();
        server.registerHandler(Ack.class, (NetworkConnection connection, Ack ack) -> {
            Integer client = connection.attachment(Integer.class);
            if (client != null) {
                progress.acknowledge(client);
            }
        });
        server.start();
        Thread thread = new Thread(() -> run(server, progress), "server");
        thread.start();
        return server.address().getPort();
    }

    private void run(NetworkServer server, Progress progress) {
        ScoreMessage message = new ScoreMessage(123456, new Vector3(1.5f, -2.25f, 3), 3);
        while (true) {
            boolean idle = true;
            while (connected == CLIENTS && progress.trySendGroup()) {
                for (int i = 0; i < GROUP; i++) {
                    server.sendToAll(message);
                }
                idle = false;
            }
            server.tick(System.nanoTime());
            if (idle) {
                LockSupport.parkNanos(IDLE_NANOS);
            }
        }
    }

    @Override
    public void connect(int port, Delivered delivered) {
        List<NetworkClient> clients = new ArrayList<>();
        TcpSettings settings =
                TcpSettings.builder().sharedThreads(new NettyThreads(1)).build();
        URI address = URI.create("tcp://127.0.0.1:" + port);
        for (int i = 0; i < CLIENTS; i++) {
            NetworkClient client = NetworkClient.builder().sendRate(0).build();
            client.registerHandler(ScoreMessage.class, new ClientCounter(client, delivered)::heard);
            client.connect(new TcpClientTransport(address, settings));
            clients.add(client);
        }
        new Thread(
                        () -> {
                            while (true) {
                                long before = delivered.count();
                                for (NetworkClient client : clients) {
                                    client.tick(System.nanoTime());
                                }
                                if (delivered.count() == before) {
                                    LockSupport.parkNanos(IDLE_NANOS);
                                }
                            }
                        },
                        "clients")
                .start();
    }

    private static final class ClientCounter {
        private final NetworkClient client;
        private final Delivered delivered;
        private int sum;
        private int count;

        ClientCounter(NetworkClient client, Delivered delivered) {
            this.client = client;
            this.delivered = delivered;
        }

        void heard(ScoreMessage message) {
            sum += message.score() + (int) message.scorePos().z() + message.lives();
            if (++count % ACK_EVERY == 0) {
                delivered.add(ACK_EVERY, sum);
                client.send(new Ack());
            }
        }
    }
}
