package dev.tain.internal.server;

import dev.tain.internal.session.PacketLink;
import dev.tain.transport.Channel;
import dev.tain.transport.ServerTransport;

/** One numbered connection of a server transport. */
record ServerLink(ServerTransport transport, int transportId) implements PacketLink {
    @Override
    public void send(Channel channel, byte[] bytes, int offset, int length) {
        transport.send(transportId, channel, bytes, offset, length);
    }

    @Override
    public int queuedBytes() {
        return transport.queuedBytes(transportId);
    }

    @Override
    public void disconnect() {
        transport.disconnect(transportId);
    }

    @Override
    public void abort() {
        transport.abort(transportId);
    }

    @Override
    public int maxPacketBytes(Channel channel) {
        return transport.maxPacketBytes(channel);
    }

    @Override
    public int batchBytes(Channel channel) {
        return transport.batchBytes(transportId, channel);
    }

    @Override
    public boolean isEncrypted() {
        return transport.isEncrypted(transportId);
    }

    @Override
    public long roundTripNanos() {
        return transport.roundTripNanos(transportId);
    }

    @Override
    public boolean hasBulkLane() {
        return transport.hasBulkLane(transportId);
    }
}
