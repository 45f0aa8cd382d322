package dev.tain.transport;

/**
 * A network within one program: a server and clients that reach it without a socket. For tests, for host mode, and as
 * the model every other transport is compared with.
 *
 * <p>Nothing is lost, late or random. What one side sent and flushed is there at the other side's next
 * {@code poll}, and what is sent from within a poll waits for the one after. As on a socket, the bytes queue up when the
 * other side does not poll, and a connection whose queue is full ends with {@link DisconnectReason#CONGESTED};
 * unreliable packets are dropped before that. {@code queuedBytes} is what the other side has not polled.
 *
 * <p>The server, the clients and this object belong to one thread. There is nothing static: two networks never meet.
 * Once its queues have grown to what a game needs, it allocates nothing.
 */
public final class MemoryNetwork {
    private final MemoryServer server;
    private final int reliablePacketBytes;
    private final int unreliablePacketBytes;
    private final int batchBytes;

    /** A network that takes packets of 16 KiB and queues of 64 MiB, as TCP does. */
    public MemoryNetwork() {
        this(new Builder());
    }

    private MemoryNetwork(Builder builder) {
        reliablePacketBytes = builder.reliablePacketBytes;
        unreliablePacketBytes = builder.unreliablePacketBytes;
        batchBytes = builder.batchBytes;
        server = new MemoryServer(this, builder.queueBytes);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The one server of this network. */
    public ServerTransport server() {
        return server;
    }

    /** A new client of this network. */
    public ClientTransport client() {
        return new MemoryClient(this, server);
    }

    int maxPacketBytes(Channel channel) {
        return channel == Channel.RELIABLE ? reliablePacketBytes : unreliablePacketBytes;
    }

    int batchBytes(Channel channel) {
        return Math.min(batchBytes, maxPacketBytes(channel));
    }

    void checkPacket(Channel channel, byte[] bytes, int offset, int length) {
        PacketBounds.check(channel, bytes, offset, length, maxPacketBytes(channel));
    }

    /** Sizes for a network that is not as TCP. */
    public static final class Builder {
        private int reliablePacketBytes = 16 * 1024;
        private int unreliablePacketBytes = 16 * 1024;
        private int batchBytes = 16 * 1024;
        private int queueBytes = 64 * 1024 * 1024;

        private Builder() {}

        /** The largest packet of either channel, at least 256 bytes; 16 KiB unless set. */
        public Builder maxPacketBytes(int bytes) {
            PacketBounds.checkMaxPacketBytes("maxPacketBytes", bytes);
            reliablePacketBytes = bytes;
            unreliablePacketBytes = bytes;
            return this;
        }

        /** The largest unreliable packet alone, at least 256 bytes, as datagrams are smaller. */
        public Builder maxUnreliablePacketBytes(int bytes) {
            PacketBounds.checkMaxPacketBytes("maxUnreliablePacketBytes", bytes);
            unreliablePacketBytes = bytes;
            return this;
        }

        /** The size up to which messages are gathered into one packet; 16 KiB unless set, and never above a packet. */
        public Builder batchBytes(int bytes) {
            batchBytes = positive("batchBytes", bytes);
            return this;
        }

        /**
         * What may wait for a side that does not poll; 64 MiB unless set. A last resort: a session has a limit of its
         * own, {@code maxQueuedBytes}, that takes effect long before.
         */
        public Builder queueBytes(int bytes) {
            queueBytes = positive("queueBytes", bytes);
            return this;
        }

        public MemoryNetwork build() {
            int packetBytes = Math.max(reliablePacketBytes, unreliablePacketBytes);
            if (queueBytes < 2L * packetBytes) {
                throw new IllegalArgumentException("queueBytes is " + queueBytes + ", less than two packets of "
                        + packetBytes + "; raise it, or lower maxPacketBytes.");
            }
            return new MemoryNetwork(this);
        }

        private static int positive(String name, int bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException(name + " is " + bytes + "; it must be at least 1.");
            }
            return bytes;
        }
    }
}
