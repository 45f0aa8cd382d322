package dev.tain.discovery;

import dev.tain.connection.NetworkMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Looks for servers of a game on the local network, again and again until it is closed.
 *
 * <pre>{@code
 * DiscoveryClient<LanInfo> search = DiscoveryClient.search("com.game.arena", LanInfo.class, client, new DiscoveryListener<>() {
 *     public void found(DiscoveredServer<LanInfo> server) {
 *         menu.add(server.info().name(), () -> client.connect(server.addresses().get(0)));
 *     }
 * });
 * }</pre>
 *
 * <p>Asks on all networks at once: by broadcast over IPv4, by a multicast of this link over IPv6, and this machine itself.
 * A server that is heard of in several ways is told once, with the way that was first. Has one daemon thread; the listener
 * runs where the executor says.
 */
public final class DiscoveryClient<T extends NetworkMessage> implements AutoCloseable {
    /** More are not kept; who floods a network with servers does not fill the memory. */
    private static final int SERVERS_MAX = 256;

    private static final int SILENT_INTERVALS = 3;

    /** What one server says of itself changes so often between two probes at most; the listener is spared the rest. */
    private static final int CHANGES_MAX = 4;

    private static final class Entry<T extends NetworkMessage> {
        DiscoveredServer<T> server;
        InetAddress host; // from which it was heard first, as long as it is
        long heardAt;
        long hostHeardAt;
        int changes; // since the last probe

        Entry(DiscoveredServer<T> server, InetAddress host) {
            this.server = server;
            this.host = host;
        }
    }

    private final DiscoverySockets sockets = DiscoverySockets.asking();
    private final DiscoveryPackets<T> packets;
    private final int port;
    private final long intervalNanos;
    private final Executor executor;
    private final DiscoveryListener<T> listener;
    private final Map<Long, Entry<T>> servers = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong ignored = new AtomicLong();
    private int nonce;
    private int nonceBefore;

    private DiscoveryClient(
            int port,
            DiscoveryPackets<T> packets,
            Duration interval,
            Executor executor,
            DiscoveryListener<T> listener) {
        this.port = port;
        this.packets = packets;
        this.intervalNanos = interval.toNanos();
        this.executor = executor;
        this.listener = listener;
    }

    /** Searches at {@link DiscoveryServer#DEFAULT_PORT}, every three seconds. */
    public static <T extends NetworkMessage> DiscoveryClient<T> search(
            String game, Class<T> type, Executor executor, DiscoveryListener<T> listener) {
        return search(DiscoveryServer.DEFAULT_PORT, game, Duration.ofSeconds(3), type, executor, listener);
    }

    /**
     * Begins to search.
     *
     * @param game the same as the servers'
     * @param interval between two probes, 0.1 s to a minute; who does not answer three of them is lost
     * @param executor where the listener is called: a {@code NetworkClient} or {@code NetworkManager} calls it in its tick,
     *     {@code Runnable::run} on the thread of the search
     * @throws IllegalStateException if there is no codec for the type
     * @throws java.io.UncheckedIOException if no socket can be opened
     */
    public static <T extends NetworkMessage> DiscoveryClient<T> search(
            int port, String game, Duration interval, Class<T> type, Executor executor, DiscoveryListener<T> listener) {
        if (interval.toMillis() < 100 || interval.toMillis() > 60_000) {
            throw new IllegalArgumentException("interval is " + interval + "; it takes 0.1 s to a minute.");
        }
        DiscoveryClient<T> client =
                new DiscoveryClient<>(port, new DiscoveryPackets<>(game, type), interval, executor, listener);
        Thread thread = new Thread(client::run, "tain-discovery-client");
        thread.setDaemon(true);
        thread.start();
        return client;
    }

    /** Datagrams that were no answers to this search. */
    public long ignored() {
        return ignored.get();
    }

    private void run() {
        long probeAt = System.nanoTime();
        boolean open = true;
        while (open) {
            long now = System.nanoTime();
            if (now - probeAt >= 0) {
                probeAt = now + intervalNanos;
                probe();
                forgetSilent(now);
            }
            open = sockets.receive(TimeUnit.NANOSECONDS.toMillis(probeAt - now), this::received);
        }
    }

    private void probe() {
        nonceBefore = nonce;
        nonce = random.nextInt();
        try {
            sockets.sendToAll(packets.probe(nonce), port);
        } catch (IOException e) {
            return; // the machine has no networks at the moment
        }
    }

    private void forgetSilent(long now) {
        for (Iterator<Entry<T>> it = servers.values().iterator(); it.hasNext(); ) {
            Entry<T> entry = it.next();
            entry.changes = 0;
            if (isSilent(entry.heardAt, now)) {
                it.remove();
                tell(() -> listener.lost(entry.server));
            }
        }
    }

    private void received(DatagramChannel over, InetSocketAddress from, byte[] bytes, int length) {
        DiscoveryPackets.Answer<T> answer = packets.readAnswer(bytes, length);
        if (answer == null || answer.nonce() != nonce && answer.nonce() != nonceBefore) {
            ignored.incrementAndGet();
            return;
        }
        long now = System.nanoTime();
        Entry<T> known = servers.get(answer.serverId());
        InetAddress host = known == null || isSilent(known.hostHeardAt, now) ? from.getAddress() : known.host;
        List<URI> addresses = addresses(answer.addresses(), host);
        if (addresses == null || known == null && servers.size() >= SERVERS_MAX) {
            ignored.incrementAndGet();
            return;
        }
        DiscoveredServer<T> server = new DiscoveredServer<>(answer.serverId(), answer.info(), addresses);
        if (known == null) {
            known = new Entry<>(server, host);
            servers.put(answer.serverId(), known);
            tell(() -> listener.found(server));
        } else if (!known.server.equals(server)) {
            if (known.changes++ >= CHANGES_MAX) {
                ignored.incrementAndGet();
                return;
            }
            known.server = server;
            known.host = host;
            tell(() -> listener.changed(server));
        }
        known.heardAt = now;
        if (from.getAddress().equals(known.host)) {
            known.hostHeardAt = now;
        }
    }

    private boolean isSilent(long heardAt, long now) {
        return now - heardAt > SILENT_INTERVALS * intervalNanos;
    }

    private void tell(Runnable event) {
        try {
            executor.execute(event);
        } catch (RuntimeException e) {
            Thread.currentThread().getUncaughtExceptionHandler().uncaughtException(Thread.currentThread(), e);
        }
    }

    /** Null if one of them is no address, or there is none. */
    private static @Nullable List<URI> addresses(List<String> told, InetAddress host) {
        List<URI> addresses = new ArrayList<>();
        for (String one : told) {
            try {
                URI address = URI.create(one);
                if (!DiscoveryPackets.isAddress(address)) {
                    return null;
                }
                addresses.add(withHost(address, host));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return addresses.isEmpty() ? null : List.copyOf(addresses);
    }

    /** A server that listens everywhere does not know by which of its addresses it is reached; its answer does. */
    private static URI withHost(URI address, InetAddress host) {
        String named = address.getHost();
        boolean everywhere = named != null && (named.equals("0.0.0.0") || named.matches("\\[[0:]+\\]"));
        if (!everywhere) {
            return address;
        }
        String literal = host.getHostAddress();
        String bracketed = literal.indexOf(':') >= 0 ? "[" + literal + "]" : literal;
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        return URI.create(address.getScheme() + "://" + bracketed
                + (address.getPort() < 0 ? "" : ":" + address.getPort()) + path
                + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()));
    }

    /** Stops searching; nobody is told of as lost. */
    @Override
    public void close() {
        sockets.close();
    }
}
