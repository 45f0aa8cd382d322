package dev.tain.transport.kcp.engine;

import dev.tain.testing.LinkSpeed;
import dev.tain.testing.SimulatedNetwork;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.NetworkConditions;
import dev.tain.transport.PacketBounds;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.ServerTransport;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The KCP engines over simulated datagrams, so that the sessions that are tested over simulated streams are tested over
 * them again. Whoever polls or flushes makes time pass for all of them, millisecond by millisecond, as the I/O threads of
 * the real transport do.
 */
public final class SimulatedKcp implements SimulatedNetwork {
    private static final Parameters PARAMETERS =
            new Parameters(1200, 4096, 4096, 4096 * 1171, 10, 2, true, 10_000, 30_000, 1_000, 50_000, 2_000);

    /** What {@code -Dtain.network=kcp} asks for. */
    public static final class Protocol implements SimulatedNetwork.Protocol {
        @Override
        public String name() {
            return "kcp";
        }

        @Override
        public SimulatedNetwork create(Random random) {
            return new SimulatedKcp(random);
        }
    }

    private record Event(
            int id,
            @Nullable Channel channel,
            byte[] bytes,
            @Nullable DisconnectReason ending,
            String text) {}

    private final Random random;
    private final Map<Object, Link> links = new HashMap<>();
    private final ServerEnd server = new ServerEnd();
    private NetworkConditions conditions = NetworkConditions.perfect();
    private LinkSpeed speed = LinkSpeed.unlimited();
    private long millis;
    private int lastAddress;

    private SimulatedKcp(Random random) {
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
    public void conditions(NetworkConditions changed) {
        conditions = changed;
        for (Link link : links.values()) {
            link.up.conditions(changed);
            link.down.conditions(changed);
        }
    }

    /** A datagram that is lost is sent again when the engine thinks so. */
    @Override
    public void speed(LinkSpeed changed) {
        speed = changed;
        for (Link link : links.values()) {
            link.up.speed(changed.bytesPerSecond(), changed.loss());
            link.down.speed(changed.bytesPerSecond(), changed.loss());
        }
    }

    @Override
    public void cut(ClientTransport client) {
        for (Link link : List.copyOf(links.values())) {
            if (link.owner == client) {
                link.cut();
            }
        }
    }

    @Override
    public boolean isQuiet() {
        if (!server.events.isEmpty()) {
            return false;
        }
        for (Link link : links.values()) {
            if (!link.owner.events.isEmpty() || !link.isQuiet()) {
                return false;
            }
        }
        return true;
    }

    private void pass(long nowNanos) {
        long until = nowNanos / 1_000_000;
        if (millis == 0) {
            millis = until - 1;
        }
        while (millis < until) {
            millis++;
            for (Link link : List.copyOf(links.values())) {
                link.step();
            }
            server.engine.advance((int) millis);
            links.values().removeIf(Link::isOver);
        }
    }

    /** One client's way to the server and back, by the address that the server sees. */
    private final class Link {
        final Object address;
        final ClientEnd owner;
        final LossyDatagrams up = new LossyDatagrams(random, conditions);
        final LossyDatagrams down = new LossyDatagrams(random, conditions);
        final KcpClientEngine engine;

        @Nullable
        KcpPeer serverPeer;

        boolean isCut;

        Link(Object address, ClientEnd owner) {
            this.address = address;
            this.owner = owner;
            up.speed(speed.bytesPerSecond(), speed.loss());
            down.speed(speed.bytesPerSecond(), speed.loss());
            engine = new KcpClientEngine(
                    PARAMETERS, (peer, bytes, length) -> send(up, bytes, length), owner, "server", (int) millis);
        }

        void send(LossyDatagrams way, byte[] bytes, int length) {
            if (!isCut) {
                way.send(millis, address, bytes, length);
            }
        }

        /** Found lost at once, as on the simulated streams; that silence is noticed too is tested elsewhere. */
        void cut() {
            isCut = true;
            up.drop();
            down.drop();
            engine.peer().fail(DisconnectReason.CONNECTION_LOST, "the link was cut");
            if (serverPeer != null) {
                serverPeer.fail(DisconnectReason.CONNECTION_LOST, "the link was cut");
                server.engine.touch(serverPeer);
            }
        }

        void step() {
            up.deliver(millis, (from, bytes, length) -> server.engine.receive(from, bytes, 0, length, (int) millis));
            down.deliver(millis, (to, bytes, length) -> engine.receive(bytes, 0, length, (int) millis));
            engine.advance((int) millis);
        }

        boolean isQuiet() {
            boolean clientIdle =
                    engine.peer().isOver() || !isCut && engine.peer().queuedBytes() == 0;
            boolean serverIdle = serverPeer == null || serverPeer.isOver() || !isCut && serverPeer.queuedBytes() == 0;
            boolean sameEnd =
                    serverPeer == null || serverPeer.isOver() == engine.peer().isOver();
            return clientIdle && serverIdle && sameEnd && up.isEmpty() && down.isEmpty();
        }

        boolean isOver() {
            return engine.peer().isOver() && (serverPeer == null || serverPeer.isOver()) && up.isEmpty();
        }
    }

    private final class ServerEnd implements ServerTransport, KcpServerEngine.Wire, KcpPeer.Listener {
        private int starts;
        private KcpServerEngine engine = engine();
        private final Map<Integer, KcpPeer> peers = new HashMap<>();
        private List<Event> events = new ArrayList<>();
        private boolean isStarted;
        private int lastId;

        private KcpServerEngine engine() {
            int start = ++starts; // a start knows nothing of the cookies of another
            return new KcpServerEngine(
                    PARAMETERS,
                    (address, round, before) -> EngineRig.cookie(address, 1_000 * start + round, before),
                    this,
                    this,
                    (int) millis);
        }

        @Override
        public void start() {
            isStarted = true;
            lastId = 0;
            engine = engine();
        }

        @Override
        public void datagram(KcpPeer peer, byte[] bytes, int length) {
            datagram(peer.address(), bytes, length);
        }

        @Override
        public void datagram(Object address, byte[] bytes, int length) {
            Link link = links.get(address);
            if (link != null) {
                link.send(link.down, bytes, length);
            }
        }

        private int idOf(KcpPeer peer) {
            return peer.attachment() instanceof Integer id ? id : 0;
        }

        @Override
        public void connected(KcpPeer peer) {
            int id = ++lastId;
            peer.attach(id);
            peers.put(id, peer);
            Link link = links.get(peer.address());
            if (link != null) {
                link.serverPeer = peer;
            }
            events.add(new Event(id, null, new byte[0], null, ""));
        }

        @Override
        public boolean received(KcpPeer peer, Channel channel, byte[] bytes, int offset, int length) {
            events.add(received(idOf(peer), channel, bytes, offset, length));
            return true;
        }

        private Event received(int id, Channel channel, byte[] bytes, int offset, int length) {
            return new Event(id, channel, Arrays.copyOfRange(bytes, offset, offset + length), null, "");
        }

        @Override
        public void acknowledged(KcpPeer peer) {}

        @Override
        public void ended(KcpPeer peer, DisconnectReason reason, String detail) {
            events.add(new Event(idOf(peer), null, new byte[0], reason, detail));
        }

        @Override
        public void left(KcpPeer peer) {}

        @Override
        public void poll(long nowNanos, Listener listener) {
            pass(nowNanos);
            List<Event> now = events;
            events = new ArrayList<>();
            for (Event event : now) {
                tell(event, listener);
            }
        }

        private void tell(Event event, Listener listener) {
            KcpPeer peer = peers.get(event.id);
            if (peer == null) {
                return;
            }
            if (event.channel != null) {
                listener.received(event.id, event.channel, event.bytes, 0, event.bytes.length);
            } else if (event.ending != null) {
                peers.remove(event.id);
                listener.disconnected(event.id, event.ending, event.text);
            } else {
                listener.connected(event.id, new PeerAddress("simulated", event.id));
            }
        }

        @Override
        public void send(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
            PacketBounds.check(
                    channel == Channel.BULK ? Channel.RELIABLE : channel,
                    bytes,
                    offset,
                    length,
                    maxPacketBytes(channel));
            KcpPeer peer = peers.get(connectionId);
            if (peer != null) {
                peer.send(channel, bytes, offset, length);
                engine.touch(peer);
            }
        }

        @Override
        public void flush(long nowNanos) {
            for (KcpPeer peer : peers.values()) {
                peer.flush((int) millis);
            }
        }

        @Override
        public int queuedBytes(int connectionId) {
            KcpPeer peer = peers.get(connectionId);
            return peer == null ? 0 : peer.queuedBytes();
        }

        @Override
        public void disconnect(int connectionId) {
            KcpPeer peer = peers.remove(connectionId);
            if (peer != null) {
                peer.disconnect((int) millis);
                engine.touch(peer);
            }
        }

        @Override
        public void abort(int connectionId) {
            KcpPeer peer = peers.remove(connectionId);
            if (peer != null) {
                peer.abort();
                engine.touch(peer);
            }
        }

        @Override
        public int maxPacketBytes(Channel channel) {
            return PARAMETERS.maxPacketBytes(channel);
        }

        @Override
        public int batchBytes(Channel channel) {
            return PARAMETERS.batchBytes(channel);
        }

        @Override
        public long roundTripNanos(int connectionId) {
            KcpPeer peer = peers.get(connectionId);
            return peer == null || peer.roundTripMillis() == 0 ? -1 : peer.roundTripMillis() * 1_000_000L;
        }

        @Override
        public boolean hasBulkLane(int connectionId) {
            return true;
        }

        @Override
        public boolean isEncrypted(int connectionId) {
            return peers.containsKey(connectionId); // nothing leaves the process
        }

        @Override
        public URI address() {
            return URI.create("kcp://simulated:1");
        }

        @Override
        public void stop() {
            isStarted = false;
            peers.clear();
            engine.disconnectAll((int) millis);
        }
    }

    private final class ClientEnd implements ClientTransport, KcpPeer.Listener {
        private @Nullable Link link;
        private boolean isTold;
        private boolean isRefused;
        private List<Event> events = new ArrayList<>();

        @Override
        public void connect() {
            isRefused = !server.isStarted;
            isTold = false;
            events.clear();
            if (!isRefused) {
                Object address = "client " + ++lastAddress;
                Link fresh = new Link(address, this);
                links.put(address, fresh);
                link = fresh;
            }
        }

        private boolean isMine(KcpPeer peer) {
            return link != null && link.engine.peer() == peer;
        }

        @Override
        public void connected(KcpPeer peer) {
            if (isMine(peer)) {
                events.add(new Event(1, null, new byte[0], null, ""));
            }
        }

        @Override
        public boolean received(KcpPeer peer, Channel channel, byte[] bytes, int offset, int length) {
            if (isMine(peer)) {
                events.add(server.received(1, channel, bytes, offset, length));
            }
            return true;
        }

        @Override
        public void acknowledged(KcpPeer peer) {}

        @Override
        public void ended(KcpPeer peer, DisconnectReason reason, String detail) {
            if (isMine(peer)) {
                events.add(new Event(1, null, new byte[0], reason, detail));
            }
        }

        @Override
        public void left(KcpPeer peer) {}

        @Override
        public void poll(long nowNanos, Listener listener) {
            pass(nowNanos);
            if (isRefused) {
                isRefused = false;
                listener.disconnected(DisconnectReason.CONNECTION_REFUSED, "nobody listens");
                return;
            }
            Link mine = link;
            List<Event> now = events;
            events = new ArrayList<>();
            for (Event event : now) {
                if (mine != null && link == mine) {
                    tell(event, listener);
                }
            }
        }

        private void tell(Event event, Listener listener) {
            if (event.channel != null) {
                listener.received(event.channel, event.bytes, 0, event.bytes.length);
            } else if (event.ending != null) {
                link = null;
                listener.disconnected(event.ending, event.text);
            } else {
                isTold = true;
                listener.connected(new PeerAddress("simulated", 1));
            }
        }

        @Override
        public void send(Channel channel, byte[] bytes, int offset, int length) {
            PacketBounds.check(
                    channel == Channel.BULK ? Channel.RELIABLE : channel,
                    bytes,
                    offset,
                    length,
                    maxPacketBytes(channel));
            if (link != null && isTold) {
                link.engine.peer().send(channel, bytes, offset, length);
            }
        }

        @Override
        public void flush(long nowNanos) {
            if (link != null) {
                link.engine.peer().flush((int) millis);
            }
        }

        @Override
        public int queuedBytes() {
            return link == null ? 0 : link.engine.peer().queuedBytes();
        }

        @Override
        public void disconnect() {
            Link left = link;
            link = null;
            if (left != null) {
                left.engine.peer().disconnect((int) millis);
            }
        }

        @Override
        public void abort() {
            Link left = link;
            link = null;
            if (left != null) {
                left.engine.peer().abort();
            }
        }

        @Override
        public int maxPacketBytes(Channel channel) {
            return PARAMETERS.maxPacketBytes(channel);
        }

        @Override
        public long roundTripNanos() {
            int millis = link == null ? 0 : link.engine.peer().roundTripMillis();
            return millis == 0 ? -1 : millis * 1_000_000L;
        }

        @Override
        public boolean hasBulkLane() {
            return true;
        }

        @Override
        public boolean isEncrypted() {
            return true;
        }

        @Override
        public int batchBytes(Channel channel) {
            return PARAMETERS.batchBytes(channel);
        }
    }
}
