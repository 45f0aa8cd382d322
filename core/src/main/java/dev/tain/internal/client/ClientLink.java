package dev.tain.internal.client;

import dev.tain.internal.session.PacketLink;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;

/** The one connection of a client transport. */
record ClientLink(ClientTransport transport) implements PacketLink {
    @Override
    public void send(Channel channel, byte[] bytes, int offset, int length) {
        transport.send(channel, bytes, offset, length);
    }

    @Override
    public int queuedBytes() {
        return transport.queuedBytes();
    }

    @Override
    public void disconnect() {
        transport.disconnect();
    }

    @Override
    public void abort() {
        transport.abort();
    }

    @Override
    public int maxPacketBytes(Channel channel) {
        return transport.maxPacketBytes(channel);
    }

    @Override
    public int batchBytes(Channel channel) {
        return transport.batchBytes(channel);
    }

    @Override
    public boolean isEncrypted() {
        return transport.isEncrypted();
    }

    @Override
    public long roundTripNanos() {
        return transport.roundTripNanos();
    }

    @Override
    public boolean hasBulkLane() {
        return transport.hasBulkLane();
    }
}
