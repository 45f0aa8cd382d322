package dev.tain.transport;

import org.jspecify.annotations.Nullable;

/** A client's end of a {@link MemoryNetwork}. */
final class MemoryClient implements ClientTransport, MemoryPipe.Sink {
    private static final PeerAddress SERVER = new PeerAddress("memory", 0);

    private final MemoryNetwork network;
    private final MemoryServer server;
    private @Nullable MemoryLink link;
    private @Nullable Listener polling; // during a poll only
    private boolean isRefused;

    MemoryClient(MemoryNetwork network, MemoryServer server) {
        this.network = network;
        this.server = server;
    }

    @Override
    public void connect() {
        if (link != null || isRefused) {
            throw new IllegalStateException("This client is connected or connecting; disconnect it first.");
        }
        link = server.accept();
        isRefused = link == null;
    }

    @Override
    public void poll(long nowNanos, Listener listener) {
        if (isRefused) {
            isRefused = false;
            listener.disconnected(
                    DisconnectReason.CONNECTION_REFUSED, "The server of this memory network is not started.");
            return;
        }
        MemoryLink polled = link;
        if (polled == null) {
            return;
        }
        if (!polled.isClientTold) {
            polled.isClientTold = true;
            listener.connected(SERVER);
        }
        if (!polled.isClientDone) {
            polling = listener;
            polled.toClient.drain(this);
            polling = null;
        }
        DisconnectReason ending = polled.dueClientEnding();
        if (ending != null) {
            polled.isClientDone = true;
            link = null;
            listener.disconnected(ending, polled.clientDetail());
        }
    }

    @Override
    public boolean packet(Channel channel, byte[] bytes, int offset, int length) {
        MemoryLink from = link;
        Listener to = polling;
        if (from == null || to == null) {
            return false;
        }
        to.received(channel, bytes, offset, length);
        return !from.isClientDone;
    }

    @Override
    public void send(Channel channel, byte[] bytes, int offset, int length) {
        network.checkPacket(channel, bytes, offset, length);
        MemoryLink current = link;
        if (current == null || !current.isClientTold || !current.isOpen()) {
            return;
        }
        if (!current.toServer.offer(channel, bytes, offset, length) && channel == Channel.RELIABLE) {
            current.congestToServer("The server has not polled " + current.toServer.queuedBytes() + " bytes.");
        }
    }

    @Override
    public void flush(long nowNanos) {
        if (link != null) {
            link.toServer.flush();
        }
    }

    @Override
    public int queuedBytes() {
        return link == null ? 0 : link.toServer.queuedBytes();
    }

    @Override
    public void disconnect() {
        isRefused = false;
        if (link != null) {
            link.closeByClient();
            link = null;
        }
    }

    @Override
    public void abort() {
        isRefused = false;
        if (link != null) {
            link.abortByClient();
            link = null;
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
    public boolean isEncrypted() {
        return true;
    }
}
