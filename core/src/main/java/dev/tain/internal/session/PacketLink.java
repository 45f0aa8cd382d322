package dev.tain.internal.session;

import dev.tain.transport.Channel;

/** One connection's way to its transport: what server and client transports have in common. */
public interface PacketLink {
    void send(Channel channel, byte[] bytes, int offset, int length);

    int queuedBytes();

    void disconnect();

    void abort();

    int maxPacketBytes(Channel channel);

    int batchBytes(Channel channel);

    boolean isEncrypted();

    /** The round trip that the transport measured, or a negative number. */
    long roundTripNanos();

    /** Whether it carries {@link Channel#BULK} apart from the rest. */
    boolean hasBulkLane();
}
