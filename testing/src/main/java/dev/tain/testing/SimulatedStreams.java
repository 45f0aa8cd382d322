package dev.tain.testing;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.NetworkConditions;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.ServerTransport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The network that knows nothing of any protocol but the framing of TCP. Reliable packets travel as a byte stream in Telepathy's framing, sliced at random places; unreliable ones are
 * lost, doubled and reordered as the {@link NetworkConditions} say. A link can be cut in the middle of anything.
 */
final class SimulatedStreams implements SimulatedNetwork {
    private static final int MAX_PACKET_BYTES = 16 << 10;
    private static final int DATAGRAM_BYTES = 1200;

    private final Random random;
    private final List<Link> links = new ArrayList<>();
    private final ServerEnd server = new ServerEnd();
    private NetworkConditions conditions = NetworkConditions.perfect();
    private LinkSpeed speed = LinkSpeed.unlimited();

    /** @param random the one source of chance: give it a seed */
    SimulatedStreams(Random random) {
        this.random = random;
    }

    @Override
    public ServerTransport server() {
        return server;
    }

    @Override
    public ClientTransport client() {
        return new ClientEnd();
    }

    @Override
    public void conditions(NetworkConditions conditions) {
        this.conditions = conditions;
        for (Link link : links) {
            link.up.conditions(conditions);
            link.down.conditions(conditions);
        }
    }

    @Override
    public void speed(LinkSpeed speed) {
        this.speed = speed;
        for (Link link : links) {
            link.up.speed(speed);
            link.down.speed(speed);
        }
    }

    /** At a random place of what is under way. */
    @Override
    public void cut(ClientTransport client) {
        for (Link link : links) {
            if (link.client == client) {
                link.up.cut();
                link.down.cut();
            }
        }
    }

    @Override
    public boolean isQuiet() {
        for (Link link : links) {
            if (!link.up.isQuiet() || !link.down.isQuiet()) {
                return false;
            }
        }
        return true;
    }

    private final class Link {
        final int id;
        final ClientEnd client;
        final SimulatedWire up = new SimulatedWire(random, conditions, MAX_PACKET_BYTES);
        final SimulatedWire down = new SimulatedWire(random, conditions, MAX_PACKET_BYTES);
        boolean serverTold;
        boolean serverGone;
        boolean clientGone;

        Link(int id, ClientEnd client) {
            this.id = id;
            this.client = client;
            up.speed(speed);
            down.speed(speed);
        }

        boolean isOver() {
            return serverGone && clientGone;
        }
    }

    private static void check(Channel channel, int length) {
        if (channel == Channel.SEQUENCED || channel == Channel.BULK) {
            throw new IllegalArgumentException("A transport carries RELIABLE and UNRELIABLE only.");
        }
        if (length < 1 || length > maxPacket(channel)) {
            throw new IllegalArgumentException(
                    "The packet is " + length + " bytes; " + channel + " carries 1 to " + maxPacket(channel) + ".");
        }
    }

    private static int maxPacket(Channel channel) {
        return channel == Channel.RELIABLE ? MAX_PACKET_BYTES : DATAGRAM_BYTES;
    }

    private final class ServerEnd implements ServerTransport {
        private boolean started;
        private int lastId;
        private long now;

        @Override
        public void start() {
            started = true;
            lastId = 0;
        }

        @Override
        public void poll(long nowNanos, Listener listener) {
            now = nowNanos;
            for (Link link : List.copyOf(links)) {
                if (!link.serverGone && !link.serverTold) {
                    link.serverTold = true;
                    listener.connected(link.id, new PeerAddress("simulated", link.id));
                }
                if (!link.serverGone) {
                    boolean goesOn = link.up.deliver(nowNanos, (channel, bytes, offset, length) -> {
                        if (!link.serverGone) {
                            listener.received(link.id, channel, bytes, offset, length);
                        }
                    });
                    if (!goesOn || link.up.isFinished()) {
                        lose(link, listener, goesOn);
                    }
                }
            }
            links.removeIf(Link::isOver);
        }

        private void lose(Link link, Listener listener, boolean goesOn) {
            if (!link.serverGone) {
                link.serverGone = true;
                link.down.discard();
                listener.disconnected(
                        link.id,
                        goesOn ? DisconnectReason.CONNECTION_LOST : DisconnectReason.MALFORMED,
                        goesOn ? "the client is gone" : "the stream is malformed");
            }
        }

        @Override
        public void send(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
            check(channel, length);
            Link link = find(connectionId);
            if (link != null) {
                link.down.send(now, channel, bytes, offset, length);
            }
        }

        private @Nullable Link find(int id) {
            for (Link link : links) {
                if (link.id == id && !link.serverGone) {
                    return link;
                }
            }
            return null;
        }

        @Override
        public void flush(long nowNanos) {}

        @Override
        public int queuedBytes(int connectionId) {
            Link link = find(connectionId);
            return link == null ? 0 : link.down.queuedBytes();
        }

        @Override
        public void disconnect(int connectionId) {
            Link link = find(connectionId);
            if (link != null) {
                link.serverGone = true;
                link.down.close();
            }
        }

        @Override
        public void abort(int connectionId) {
            Link link = find(connectionId);
            if (link != null) {
                link.serverGone = true;
                link.down.discard();
            }
        }

        @Override
        public int maxPacketBytes(Channel channel) {
            return maxPacket(channel);
        }

        @Override
        public int batchBytes(Channel channel) {
            return maxPacket(channel);
        }

        /** Nobody reads along: nothing leaves the process. */
        @Override
        public boolean isEncrypted(int connectionId) {
            return find(connectionId) != null;
        }

        @Override
        public URI address() {
            return URI.create("simulated://server:1");
        }

        @Override
        public void stop() {
            started = false;
            for (Link link : links) {
                link.serverGone = true;
                link.down.close();
            }
        }
    }

    private final class ClientEnd implements ClientTransport {
        private @Nullable Link link;
        private boolean told;
        private boolean refused;
        private long now;

        @Override
        public void connect() {
            told = false;
            refused = !server.started;
            if (!refused) {
                Link fresh = new Link(++server.lastId, this);
                links.add(fresh);
                link = fresh;
            }
        }

        @Override
        public void poll(long nowNanos, Listener listener) {
            now = nowNanos;
            if (refused) {
                refused = false;
                listener.disconnected(DisconnectReason.CONNECTION_REFUSED, "nobody listens");
                return;
            }
            Link mine = link;
            if (mine == null) {
                return;
            }
            if (!told) {
                told = true;
                listener.connected(new PeerAddress("simulated", 1));
            }
            boolean goesOn = mine.down.deliver(nowNanos, (channel, bytes, offset, length) -> {
                if (link == mine) {
                    listener.received(channel, bytes, offset, length);
                }
            });
            if (link == mine && (!goesOn || mine.down.isFinished())) {
                leave().up.discard();
                listener.disconnected(
                        goesOn ? DisconnectReason.CONNECTION_LOST : DisconnectReason.MALFORMED, "the server is gone");
            }
        }

        private Link leave() {
            Link mine = Objects.requireNonNull(link);
            mine.clientGone = true;
            link = null;
            return mine;
        }

        @Override
        public void send(Channel channel, byte[] bytes, int offset, int length) {
            check(channel, length);
            if (link != null) {
                link.up.send(now, channel, bytes, offset, length);
            }
        }

        @Override
        public void flush(long nowNanos) {}

        @Override
        public int queuedBytes() {
            return link == null ? 0 : link.up.queuedBytes();
        }

        @Override
        public void disconnect() {
            if (link != null) {
                leave().up.close();
            }
        }

        @Override
        public void abort() {
            if (link != null) {
                leave().up.discard();
            }
        }

        @Override
        public int maxPacketBytes(Channel channel) {
            return maxPacket(channel);
        }

        /** Nobody reads along: nothing leaves the process. */
        @Override
        public boolean isEncrypted() {
            return true;
        }

        @Override
        public int batchBytes(Channel channel) {
            return maxPacket(channel);
        }
    }
}
