package dev.tain.benchmarks.broadcast;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryonet.Client;
import com.esotericsoftware.kryonet.Connection;
import com.esotericsoftware.kryonet.Listener;
import com.esotericsoftware.kryonet.Server;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** KryoNet as its manual shows it, with buffers large enough for the window. */
final class KryoNetBroadcast implements Contender {
    private static final int WRITE_BUFFER = 1 << 20;
    private static final int OBJECT_BUFFER = 4096;

    /** A vector that Kryo can make. */
    public static final class Position {
        public float x;
        public float y;
        public float z;
    }

    /** The message, as Kryo wants it. */
    public static final class Score {
        public int score;
        public Position scorePos = new Position();
        public int lives;
    }

    /** A client has so many messages. */
    public static final class Ack {}

    private static void register(Kryo kryo) {
        kryo.setReferences(false);
        kryo.register(Position.class);
        kryo.register(Score.class);
        kryo.register(Ack.class);
    }

    private final Progress progress = new Progress();
    private final Map<Connection, Integer> clients = new HashMap<>();
    private final CountDownLatch allConnected = new CountDownLatch(CLIENTS);

    @Override
    public int serve() throws Exception {
        Server server = new Server(WRITE_BUFFER, OBJECT_BUFFER);
        register(server.getKryo());
        server.addListener(new Listener() {
            @Override
            public void connected(Connection connection) {
                synchronized (progress) {
                    clients.put(connection, clients.size());
                }
                allConnected.countDown();
            }

            @Override
            public void received(Connection connection, Object object) {
                if (object instanceof Ack) {
                    synchronized (progress) {
                        progress.acknowledge(clients.getOrDefault(connection, 0));
                        progress.notifyAll();
                    }
                }
            }
        });
        int port = freePort();
        server.bind(port);
        server.start();
        new Thread(() -> run(server), "broadcaster").start();
        return port;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void run(Server server) {
        Score message = new Score();
        message.score = 123456;
        message.scorePos.x = 1.5f;
        message.scorePos.y = -2.25f;
        message.scorePos.z = 3;
        message.lives = 3;
        try {
            allConnected.await();
            while (true) {
                synchronized (progress) {
                    while (!progress.trySendGroup()) {
                        progress.wait();
                    }
                }
                for (int i = 0; i < GROUP; i++) {
                    server.sendToAllTCP(message);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void connect(int port, Delivered delivered) throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            Client client = new Client(64 << 10, OBJECT_BUFFER);
            register(client.getKryo());
            client.addListener(new Listener() {
                private int sum;
                private int count;

                @Override
                public void received(Connection connection, Object object) {
                    if (object instanceof Score message) {
                        sum += message.score + (int) message.scorePos.z + message.lives;
                        if (++count % ACK_EVERY == 0) {
                            delivered.add(ACK_EVERY, sum);
                            connection.sendTCP(new Ack());
                        }
                    }
                }
            });
            client.start();
            client.connect(10_000, "127.0.0.1", port);
        }
    }
}
