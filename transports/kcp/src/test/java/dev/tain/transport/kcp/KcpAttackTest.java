package dev.tain.transport.kcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.netty.NettyThreads;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody means harm, over real sockets, and an honest client plays on: its round trips in the same run. */
class KcpAttackTest {
    private static final byte[] HELLO =
            HexFormat.of().parseHex("010000000000000000510000100300000000000000000000000100000001");
    private static final int TRIPS = 200;

    private final NettyThreads shared = new NettyThreads(1);
    private final KcpServerTransport server =
            new KcpServerTransport(URI.create("kcp://127.0.0.1:0"), KcpSettings.defaults());
    private final List<Integer> connected = new ArrayList<>();
    private final List<DisconnectReason> ended = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();

    private final ServerTransport.Listener echo = new ServerTransport.Listener() {
        @Override
        public void connected(int connectionId, PeerAddress address) {
            connected.add(connectionId);
        }

        @Override
        public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
            server.send(connectionId, channel, bytes, offset, length);
        }

        @Override
        public void disconnected(int connectionId, DisconnectReason reason, String detail) {
            ended.add(reason);
        }
    };

    private final class Client implements ClientTransport.Listener {
        final ClientTransport transport;
        boolean isConnected;
        int received;
        DisconnectReason end;

        Client(URI address, NettyThreads threads) {
            transport = new KcpClientTransport(
                    address, KcpSettings.builder().sharedThreads(threads).build());
        }

        @Override
        public void connected(PeerAddress address) {
            isConnected = true;
        }

        @Override
        public void received(Channel channel, byte[] bytes, int offset, int length) {
            received++;
        }

        @Override
        public void disconnected(DisconnectReason reason, String detail) {
            end = reason;
        }
    }

    private Client connect() {
        Client client = new Client(server.address(), shared);
        clients.add(client);
        client.transport.connect();
        await(() -> client.isConnected);
        return client;
    }

    private void round() {
        long now = System.nanoTime();
        server.poll(now, echo);
        server.flush(now);
        for (Client client : clients) {
            client.transport.poll(now, client);
            client.transport.flush(now);
        }
        LockSupport.parkNanos(100_000);
    }

    private void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as("nanoseconds waited").isLessThan(10_000_000_000L);
            round();
        }
    }

    /** Median of round trips, in nanoseconds, one after the other. */
    private long trip(Client client) {
        long[] trips = new long[TRIPS];
        for (int i = 0; i < TRIPS; i++) {
            int before = client.received;
            long start = System.nanoTime();
            client.transport.send(Channel.RELIABLE, new byte[64], 0, 64);
            client.transport.flush(start);
            await(() -> client.received > before);
            trips[i] = System.nanoTime() - start;
        }
        Arrays.sort(trips);
        return trips[TRIPS / 2];
    }

    @AfterEach
    void stop() {
        clients.forEach(client -> client.transport.abort());
        server.stop();
        shared.close();
    }

    /** Sends to the server as fast as one socket does, until closed. */
    private static final class Flood implements AutoCloseable {
        private final DatagramSocket socket = new DatagramSocket();
        private final Thread thread;
        private volatile boolean isOver;
        private volatile long sent;

        interface Datagram {
            byte[] next(Random random);
        }

        Flood(InetSocketAddress to, Datagram datagram) throws IOException {
            Random random = new Random(3);
            thread = new Thread(() -> run(to, datagram, random), "flood");
            thread.setDaemon(true);
            thread.start();
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
        private void run(InetSocketAddress to, Datagram datagram, Random random) {
            try {
                while (!isOver) {
                    byte[] bytes = datagram.next(random);
                    socket.send(new DatagramPacket(bytes, bytes.length, to));
                    sent++;
                    if (sent % 64 == 0) {
                        LockSupport.parkNanos(200_000); // a tenth of a core, so that the machine is not what gives way
                    }
                }
            } catch (IOException e) {
                // closed
            }
        }

        @Override
        public void close() throws InterruptedException {
            isOver = true;
            socket.close();
            thread.join(5_000);
        }
    }

    private void floodsDoNotDisturb(Flood.Datagram datagram) throws Exception {
        server.start();
        Client honest = connect();
        trip(honest); // warms up
        long quiet = trip(honest);
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.address().getPort());
        try (Flood flood = new Flood(address, datagram)) {
            await(() -> flood.sent > 1_000);
            long busy = trip(honest);
            System.out.printf("round trip %d µs, quiet %d µs, %d datagrams%n", busy / 1000, quiet / 1000, flood.sent);
            assertThat(honest.end).isNull();
            assertThat(busy).as("round trip in a flood, nanoseconds").isLessThan(100_000_000L); // it is served at all
            assertThat(connected).hasSize(1);
            assertThat(server.heldConnections()).isEqualTo(1);
        }
        assertThat(honest.received).isEqualTo(3 * TRIPS);
    }

    @Test
    void hellosThatNobodyProvesDoNotDisturb() throws Exception {
        floodsDoNotDisturb(random -> HELLO);
    }

    @Test
    void garbageDoesNotDisturb() throws Exception {
        floodsDoNotDisturb(random -> {
            byte[] garbage = new byte[random.nextInt(1400)];
            random.nextBytes(garbage);
            return garbage;
        });
    }

    @Test
    void guessedCookiesDoNotDisturb() throws Exception {
        floodsDoNotDisturb(random -> {
            byte[] guess = HELLO.clone();
            for (int i = 1; i < 5; i++) {
                guess[i] = (byte) random.nextInt();
            }
            return guess;
        });
    }

    @Test
    void aSpoofedHelloIsAnsweredByNoMoreThanItBrought() throws Exception {
        server.start();
        try (DatagramSocket stranger = new DatagramSocket()) {
            stranger.setSoTimeout(5_000);
            InetSocketAddress address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), server.address().getPort());
            stranger.send(new DatagramPacket(HELLO, HELLO.length, address));
            DatagramPacket answer = new DatagramPacket(new byte[2000], 2000);
            stranger.receive(answer);

            assertThat(answer.getLength()).isEqualTo(HELLO.length);
            assertThat(server.heldConnections()).isZero();
        }
    }

    @Test
    void unreliablePacketsThatNobodyPollsAreDropped() {
        KcpServerTransport small =
                new KcpServerTransport(URI.create("kcp://127.0.0.1:0?receiveQueueBytes=10000"), KcpSettings.defaults());
        small.start();
        int[] received = new int[1];
        ServerTransport.Listener count = new ServerTransport.Listener() {
            @Override
            public void connected(int connectionId, PeerAddress address) {
                connected.add(connectionId);
            }

            @Override
            public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
                received[0] += length;
            }

            @Override
            public void disconnected(int connectionId, DisconnectReason reason, String detail) {}
        };
        Client client = new Client(small.address(), shared);
        try {
            client.transport.connect();
            await(() -> {
                small.poll(System.nanoTime(), count);
                client.transport.poll(System.nanoTime(), client);
                return client.isConnected && connected.size() == 1;
            });
            for (int i = 0; i < 2_000; i++) {
                client.transport.send(Channel.UNRELIABLE, new byte[1000], 0, 1000);
                client.transport.flush(System.nanoTime());
            }
            client.transport.send(Channel.RELIABLE, new byte[] {1}, 0, 1);
            client.transport.flush(System.nanoTime());
            await(() -> client.transport.queuedBytes() == 0);

            small.poll(System.nanoTime(), count);

            assertThat(received[0]).isLessThanOrEqualTo(10_001);
        } finally {
            client.transport.abort();
            small.stop();
        }
    }

    @Test
    void aThousandConnectionsOneAfterTheOtherLeaveNothing() {
        server.start();
        for (int i = 0; i < 1_000; i++) {
            Client client = connect();
            client.transport.disconnect();
            clients.remove(client);
        }
        await(() -> server.heldConnections() == 0 && ended.size() == 1_000);

        assertThat(connected).hasSize(1_000);
    }

    @Test
    void whoeverConnectsAndIsKilledIsMissedAfterTheTimeout() {
        KcpServerTransport hasty =
                new KcpServerTransport(URI.create("kcp://127.0.0.1:0?timeoutMillis=2000"), KcpSettings.defaults());
        hasty.start();
        NettyThreads killed = new NettyThreads(1);
        try {
            Client client = new Client(hasty.address(), killed);
            client.transport.connect();
            await(() -> {
                hasty.poll(System.nanoTime(), echo);
                client.transport.poll(System.nanoTime(), client);
                return client.isConnected && connected.size() == 1;
            });
            killed.close(); // as a process that dies: nothing more is sent

            await(() -> {
                hasty.poll(System.nanoTime(), echo);
                return ended.size() == 1;
            });
            assertThat(ended).containsExactly(DisconnectReason.TIMEOUT);
        } finally {
            killed.close();
            hasty.stop();
        }
    }
}
