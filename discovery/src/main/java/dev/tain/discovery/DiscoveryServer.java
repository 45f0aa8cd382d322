package dev.tain.discovery;

import dev.tain.connection.NetworkMessage;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers those who look for servers of a game on the local network.
 *
 * <pre>{@code
 * DiscoveryServer<LanInfo> discovery = DiscoveryServer.advertise(
 *         "com.game.arena", server.addresses(), LanInfo.class, new LanInfo("Ann's game", 0));
 * discovery.show(new LanInfo("Ann's game", 3));      // whenever something changes
 * discovery.close();
 * }</pre>
 *
 * <p>Has one daemon thread. All methods may be called from any thread. Several servers on one machine may share the port:
 * then those who ask by broadcast or multicast find them all, from the same machine perhaps one of them only.
 */
public final class DiscoveryServer<T extends NetworkMessage> implements AutoCloseable {
    /** Where probes are sent to, unless a game says otherwise; Mirror's. */
    public static final int DEFAULT_PORT = 47777;

    private final DiscoverySockets sockets;
    private final DiscoveryPackets<T> packets;
    private final List<URI> addresses;
    private final long id;
    private final AnswerLimit limit = new AnswerLimit();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong ignored = new AtomicLong();
    private volatile byte[] answer;

    private DiscoveryServer(int port, DiscoveryPackets<T> packets, List<URI> addresses, long id, byte[] answer) {
        this.sockets = DiscoverySockets.listening(port);
        this.packets = packets;
        this.addresses = addresses;
        this.id = id;
        this.answer = answer;
    }

    /** As {@link #advertise(int, String, List, Class, NetworkMessage)}, at {@link #DEFAULT_PORT}. */
    public static <T extends NetworkMessage> DiscoveryServer<T> advertise(
            String game, List<URI> addresses, Class<T> type, T info) {
        return advertise(DEFAULT_PORT, game, addresses, type, info);
    }

    /**
     * Begins to answer.
     *
     * @param port 0 for any free one; see {@link #port()}
     * @param game only who asks for the same is answered; 1 to 64 characters
     * @param addresses where the server listens, 1 to 8; a host that stands for all of a machine's is replaced by the one
     *     that answered
     * @param info what it says of itself, with a generated codec
     * @throws IllegalArgumentException if that is more than a datagram holds, 1024 bytes in all, or no address
     * @throws IllegalStateException if there is no codec for it
     * @throws java.io.UncheckedIOException if the port cannot be opened
     */
    public static <T extends NetworkMessage> DiscoveryServer<T> advertise(
            int port, String game, List<URI> addresses, Class<T> type, T info) {
        for (URI address : addresses) {
            if (!DiscoveryPackets.isAddress(address)) {
                throw new IllegalArgumentException("\"" + address + "\" is no address that a client can connect to;"
                        + " write tcp://0.0.0.0:7777, or take the addresses of the started server.");
            }
        }
        DiscoveryPackets<T> packets = new DiscoveryPackets<>(game, type);
        long id = new SecureRandom().nextLong();
        List<URI> kept = List.copyOf(addresses);
        DiscoveryServer<T> server = new DiscoveryServer<>(port, packets, kept, id, packets.answer(id, kept, info));
        Thread thread = new Thread(server::run, "tain-discovery-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    /**
     * Says something else from now on.
     *
     * @throws IllegalArgumentException if it is more than a datagram holds
     */
    public void show(T info) {
        answer = packets.answer(id, addresses, info);
    }

    public int port() {
        return sockets.port();
    }

    /** Drawn by chance; those who found this server know it by this number. */
    public long id() {
        return id;
    }

    /** Probes that were answered. */
    public long answered() {
        return answered.get();
    }

    /** Datagrams that were not: other games' probes, garbage, and what came too often. */
    public long ignored() {
        return ignored.get();
    }

    private void run() {
        boolean open = true;
        while (open) {
            open = sockets.receive(Long.MAX_VALUE / 2, this::received);
        }
    }

    private void received(DatagramChannel over, InetSocketAddress from, byte[] bytes, int length) {
        Integer nonce = packets.readProbe(bytes, length);
        if (nonce == null || !limit.mayAnswer(from.getAddress(), System.nanoTime())) {
            ignored.incrementAndGet();
            return;
        }
        answered.incrementAndGet();
        DiscoverySockets.send(over, from, packets.withNonce(answer, nonce));
    }

    /** Stops answering. */
    @Override
    public void close() {
        sockets.close();
    }
}
