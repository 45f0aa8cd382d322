package dev.tain.transport;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server's end of a {@link MemoryNetwork}. */
final class MemoryServer implements ServerTransport {
    private static final URI ADDRESS = URI.create("memory://server");

    private final MemoryNetwork network;
    private final int queueBytesMax;
    private final DrainSink sink = new DrainSink();

    // In the order of ids, which is the order of connecting. Replaced as a whole by stop, so that a poll under way sees
    // only links that are over.
    private List<MemoryLink> links = new ArrayList<>();
    private boolean isRunning;
    private int lastId;

    MemoryServer(MemoryNetwork network, int queueBytesMax) {
        this.network = network;
        this.queueBytesMax = queueBytesMax;
    }

    /** A link for a client that connects; null if nobody listens. */
    @Nullable
    MemoryLink accept() {
        if (!isRunning) {
            return null;
        }
        MemoryLink link = new MemoryLink(++lastId, queueBytesMax);
        links.add(link);
        return link;
    }

    @Override
    public void start() {
        if (isRunning) {
            throw new IllegalStateException("The server of this memory network runs already; stop it first.");
        }
        isRunning = true;
        lastId = 0;
    }

    @Override
    public void poll(long nowNanos, Listener listener) {
        List<MemoryLink> polled = links;
        int count = polled.size();
        boolean anyDone = false;
        for (int i = 0; i < count; i++) {
            MemoryLink link = polled.get(i);
            poll(link, listener);
            anyDone |= link.isServerDone;
        }
        if (anyDone) {
            polled.removeIf(link -> link.isServerDone);
        }
    }

    private void poll(MemoryLink link, Listener listener) {
        if (!link.isServerDone && !link.isServerTold) {
            link.isServerTold = true;
            listener.connected(link.id, new PeerAddress("memory", link.id & 0xffff));
        }
        if (!link.isServerDone) {
            sink.link = link;
            sink.listener = listener;
            link.toServer.drain(sink);
            sink.link = null;
            sink.listener = null;
        }
        DisconnectReason ending = link.dueServerEnding();
        if (ending != null) {
            link.isServerDone = true;
            listener.disconnected(link.id, ending, link.serverDetail());
        }
    }

    @Override
    public void send(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
        network.checkPacket(channel, bytes, offset, length);
        MemoryLink link = find(connectionId);
        if (link == null || !link.isOpen()) {
            return;
        }
        if (!link.toClient.offer(channel, bytes, offset, length) && channel == Channel.RELIABLE) {
            link.congestToClient("The client has not polled " + link.toClient.queuedBytes() + " bytes.");
        }
    }

    @Override
    public void flush(long nowNanos) {
        for (int i = 0; i < links.size(); i++) {
            links.get(i).toClient.flush();
        }
    }

    @Override
    public int queuedBytes(int connectionId) {
        MemoryLink link = find(connectionId);
        return link == null ? 0 : link.toClient.queuedBytes();
    }

    @Override
    public void disconnect(int connectionId) {
        MemoryLink link = find(connectionId);
        if (link != null) {
            link.closeByServer();
        }
    }

    @Override
    public void abort(int connectionId) {
        MemoryLink link = find(connectionId);
        if (link != null) {
            link.abortByServer();
        }
    }

    @Override
    public int maxPacketBytes(Channel channel) {
        return network.maxPacketBytes(channel);
    }

    @Override
    public int batchBytes(Channel channel) {
        return network.batchBytes(channel);
    }

    /** Nobody reads along: nothing leaves the process. */
    @Override
    public boolean isEncrypted(int connectionId) {
        return find(connectionId) != null;
    }

    @Override
    public URI address() {
        return ADDRESS;
    }

    @Override
    public void stop() {
        List<MemoryLink> stopped = links;
        links = new ArrayList<>();
        isRunning = false;
        for (MemoryLink link : stopped) {
            if (!link.isServerDone) {
                link.closeByServer();
            }
        }
    }

    /** The link the listener knows by this id and has not lost. Binary search: ids grow along the list. */
    private @Nullable MemoryLink find(int id) {
        int low = 0;
        int high = links.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            MemoryLink link = links.get(middle);
            if (link.id == id) {
                return link.isServerTold && !link.isServerDone ? link : null;
            }
            if (link.id < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** Hands packets of one link to the listener; one object, so that polling allocates nothing. */
    private static final class DrainSink implements MemoryPipe.Sink {
        @Nullable
        MemoryLink link;

        @Nullable
        Listener listener;

        @Override
        public boolean packet(Channel channel, byte[] bytes, int offset, int length) {
            MemoryLink from = link;
            Listener to = listener;
            if (from == null || to == null || from.isServerDone) {
                return false;
            }
            to.received(from.id, channel, bytes, offset, length);
            return !from.isServerDone;
        }
    }
}
