package dev.tain.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A server transport with a {@link DelayLine} for each connection. See {@link LatencySimulation}. */
final class LateServer extends ServerMiddleware {
    private final NetworkConditions conditions;
    private final Random random;
    private final Map<Integer, Link> links = new TreeMap<>(); // by id, so that the random draws have one order

    LateServer(ServerTransport inner, NetworkConditions conditions, Random random) {
        super(inner);
        this.conditions = conditions;
        this.random = random;
    }

    @Override
    public void poll(long nowNanos, Listener listener) {
        if (release(nowNanos)) {
            inner.flush(nowNanos);
        }
        super.poll(nowNanos, listener);
    }

    @Override
    public void connected(int connectionId, PeerAddress address) {
        links.put(connectionId, new Link(connectionId));
        super.connected(connectionId, address);
    }

    @Override
    public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
        if (open(connectionId) != null) {
            super.received(connectionId, channel, bytes, offset, length);
        }
    }

    @Override
    public void disconnected(int connectionId, DisconnectReason reason, String detail) {
        boolean isWanted = open(connectionId) != null;
        links.remove(connectionId);
        if (isWanted) {
            super.disconnected(connectionId, reason, detail);
        }
    }

    @Override
    public void send(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
        PacketBounds.check(channel, bytes, offset, length, inner.maxPacketBytes(channel));
        Link link = open(connectionId);
        if (link != null) {
            link.line.take(channel, bytes, offset, length);
        }
    }

    @Override
    public void flush(long nowNanos) {
        for (Link link : links.values()) {
            link.line.flush(nowNanos);
        }
        release(nowNanos);
        inner.flush(nowNanos);
    }

    @Override
    public int queuedBytes(int connectionId) {
        Link link = open(connectionId);
        return link == null ? 0 : link.line.takenBytes() + inner.queuedBytes(connectionId);
    }

    @Override
    public void disconnect(int connectionId) {
        Link link = open(connectionId);
        if (link != null) {
            link.line.end();
        }
    }

    @Override
    public void abort(int connectionId) {
        links.remove(connectionId);
        inner.abort(connectionId);
    }

    /** Everything waits in one line. */
    @Override
    public long roundTripNanos(int connectionId) {
        return -1; // what the inner one measures is not what comes late
    }

    @Override
    public boolean hasBulkLane(int connectionId) {
        return false;
    }

    /** Hurries what is under way: there is no later flush that could bring it. */
    @Override
    public void stop() {
        for (Link link : links.values()) {
            link.line.hurry(link);
        }
        links.clear();
        inner.stop();
    }

    private @Nullable Link open(int connectionId) {
        Link link = links.get(connectionId);
        return link == null || link.line.isEnding() ? null : link;
    }

    private boolean release(long nowNanos) {
        if (links.isEmpty()) {
            return false;
        }
        List<Link> over = new ArrayList<>(0);
        for (Link link : links.values()) {
            link.line.release(nowNanos, link);
            if (link.line.isOver(nowNanos)) {
                over.add(link);
            }
        }
        for (Link link : over) {
            links.remove(link.id);
            inner.disconnect(link.id);
        }
        return true;
    }

    private final class Link implements DelayLine.Exit {
        final int id;
        final DelayLine line = new DelayLine(conditions, random);

        Link(int id) {
            this.id = id;
        }

        @Override
        public void packet(Channel channel, byte[] bytes, int offset, int length) {
            inner.send(id, channel, bytes, offset, length);
        }
    }
}
