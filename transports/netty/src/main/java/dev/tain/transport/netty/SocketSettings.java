package dev.tain.transport.netty;

import dev.tain.transport.FrameDecoder;
import dev.tain.transport.PacketBounds;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen about every transport over a stream. Immutable; most games need none of it.
 *
 * @param maxPacketBytes the largest packet, without its header, 256 at least; the same on both sides
 * @param batchBytes the size up to which small messages are gathered into one packet
 * @param connectTimeoutMillis how long resolving, connecting and a handshake may take together, for a client
 * @param handshakeTimeoutMillis how long a handshake may take, for a server whose protocol has one
 * @param receiveQueueBytes received bytes that may wait for a poll, per connection; then reading pauses until it comes,
 *     and TCP itself slows the sender down
 * @param sendQueueBytes bytes that may wait to be sent, per connection; a connection with more ends as congested. A last
 *     resort that keeps memory bounded: the session above has a limit of its own, {@code maxQueuedBytes}, that should
 *     take effect long before. Raise both if more is to wait.
 * @param lingerMillis how long a graceful disconnect may take to bring out what was sent before
 * @param neverPolledMillis after which time a transport that nobody polls is reported to the log, once
 * @param ioThreads threads that move bytes; one serves hundreds of connections
 * @param nativeSockets whether epoll is used where there is one, on Linux; else, and elsewhere, sockets are Java's own
 * @param sharedThreads threads several transports share, closed by whoever made them, with their kind of sockets; null
 *     for threads of its own
 */
public record SocketSettings(
        int maxPacketBytes,
        int batchBytes,
        int connectTimeoutMillis,
        int handshakeTimeoutMillis,
        int receiveQueueBytes,
        int sendQueueBytes,
        int lingerMillis,
        int neverPolledMillis,
        int ioThreads,
        boolean nativeSockets,
        @Nullable NettyThreads sharedThreads) {
    private static final int PACKET_BYTES_MAX = 64 << 20; // what FrameDecoder believes to be a length
    private static final int MILLIS_MAX = 3_600_000;

    public SocketSettings {
        PacketBounds.checkMaxPacketBytes("maxPacketBytes", maxPacketBytes);
        range("maxPacketBytes", maxPacketBytes, PacketBounds.PACKET_BYTES_MIN, PACKET_BYTES_MAX);
        range("batchBytes", batchBytes, 1, maxPacketBytes);
        range("connectTimeoutMillis", connectTimeoutMillis, 1, MILLIS_MAX);
        range("handshakeTimeoutMillis", handshakeTimeoutMillis, 1, MILLIS_MAX);
        range("receiveQueueBytes", receiveQueueBytes, 1, Integer.MAX_VALUE);
        range("lingerMillis", lingerMillis, 0, MILLIS_MAX);
        range("neverPolledMillis", neverPolledMillis, 1, MILLIS_MAX);
        range("ioThreads", ioThreads, 1, 256);
        if (sendQueueBytes < maxPacketBytes + FrameDecoder.HEADER_BYTES) {
            throw new IllegalArgumentException("sendQueueBytes is " + sendQueueBytes + ", less than one packet of "
                    + maxPacketBytes + "; raise it, or lower maxPacketBytes.");
        }
    }

    private static void range(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + "; it must lie in " + min + ".." + max + ".");
        }
    }

    /**
     * What the builders of all settings over sockets share. Starts from the defaults, which the setters name.
     *
     * @param <B> the builder itself
     */
    public abstract static class Builder<B extends Builder<B>> {
        private int maxPacketBytes = 16 * 1024; // Telepathy's
        private int batchBytes; // 0: as large as a packet
        private int connectTimeoutMillis = 10_000;
        private int handshakeTimeoutMillis = 5_000;
        private int receiveQueueBytes = 256 * 1024;
        private int sendQueueBytes = 64 * 1024 * 1024;
        private int lingerMillis = 2_000;
        private int neverPolledMillis = 5_000;
        private int ioThreads = 1;
        private boolean nativeSockets = true;
        private @Nullable NettyThreads sharedThreads;

        protected Builder() {}

        protected Builder(SocketSettings settings) {
            maxPacketBytes = settings.maxPacketBytes;
            batchBytes = settings.batchBytes == settings.maxPacketBytes ? 0 : settings.batchBytes;
            connectTimeoutMillis = settings.connectTimeoutMillis;
            handshakeTimeoutMillis = settings.handshakeTimeoutMillis;
            receiveQueueBytes = settings.receiveQueueBytes;
            sendQueueBytes = settings.sendQueueBytes;
            lingerMillis = settings.lingerMillis;
            neverPolledMillis = settings.neverPolledMillis;
            ioThreads = settings.ioThreads;
            nativeSockets = settings.nativeSockets;
            sharedThreads = settings.sharedThreads;
        }

        /** This builder, by its own type. */
        protected abstract B self();

        /** Names the settings an address may carry. */
        protected void nameSettings(QuerySettings query) {
            query.number("maxPacketBytes", this::maxPacketBytes);
            query.number("batchBytes", this::batchBytes);
            query.number("connectTimeoutMillis", this::connectTimeoutMillis);
            query.number("handshakeTimeoutMillis", this::handshakeTimeoutMillis);
            query.number("receiveQueueBytes", this::receiveQueueBytes);
            query.number("sendQueueBytes", this::sendQueueBytes);
            query.number("lingerMillis", this::lingerMillis);
            query.number("neverPolledMillis", this::neverPolledMillis);
            query.number("ioThreads", this::ioThreads);
            query.truth("nativeSockets", this::nativeSockets);
        }

        /** 16 KiB unless set; 256 bytes at least. */
        public B maxPacketBytes(int bytes) {
            maxPacketBytes = bytes;
            return self();
        }

        /** As large as a packet unless set. */
        public B batchBytes(int bytes) {
            range("batchBytes", bytes, 1, PACKET_BYTES_MAX);
            batchBytes = bytes;
            return self();
        }

        /** 10 s unless set. */
        public B connectTimeoutMillis(int millis) {
            connectTimeoutMillis = millis;
            return self();
        }

        /** 5 s unless set. */
        public B handshakeTimeoutMillis(int millis) {
            handshakeTimeoutMillis = millis;
            return self();
        }

        /** 256 KiB unless set. */
        public B receiveQueueBytes(int bytes) {
            receiveQueueBytes = bytes;
            return self();
        }

        /** 64 MiB unless set. */
        public B sendQueueBytes(int bytes) {
            sendQueueBytes = bytes;
            return self();
        }

        /** 2 s unless set. */
        public B lingerMillis(int millis) {
            lingerMillis = millis;
            return self();
        }

        /** 5 s unless set. */
        public B neverPolledMillis(int millis) {
            neverPolledMillis = millis;
            return self();
        }

        /** 1 unless set. */
        public B ioThreads(int count) {
            ioThreads = count;
            return self();
        }

        /** True unless set. */
        public B nativeSockets(boolean wanted) {
            nativeSockets = wanted;
            return self();
        }

        /** Threads of its own, made and ended with the transport, unless set. */
        public B sharedThreads(NettyThreads threads) {
            sharedThreads = threads;
            return self();
        }

        /** What was chosen so far, checked. */
        protected SocketSettings sockets() {
            return new SocketSettings(
                    maxPacketBytes,
                    batchBytes == 0 ? maxPacketBytes : batchBytes,
                    connectTimeoutMillis,
                    handshakeTimeoutMillis,
                    receiveQueueBytes,
                    sendQueueBytes,
                    lingerMillis,
                    neverPolledMillis,
                    ioThreads,
                    nativeSockets,
                    sharedThreads);
        }
    }
}
