package dev.tain.transport.tcp;

import dev.tain.transport.PacketBounds;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen about TCP. Immutable; most games need none of it.
 *
 * @param maxPacketBytes the largest packet, without its header, 256 at least; the same on both sides
 * @param batchBytes the size up to which small messages are gathered into one packet
 * @param connectTimeoutMillis how long resolving and connecting may take together
 * @param receiveQueueBytes received bytes that may wait for a poll, per connection; then reading pauses until it comes,
 *     and TCP itself slows the sender down
 * @param sendQueueBytes bytes that may wait to be sent, per connection; a connection with more ends as congested. A last
 *     resort that keeps memory bounded: the session above has a limit of its own, {@code maxQueuedBytes}, that should
 *     take effect long before. Raise both if more is to wait.
 * @param lingerMillis how long a graceful disconnect may take to bring out what was sent before
 * @param neverPolledMillis after which time a transport that nobody polls is reported to the log, once
 * @param ioThreads threads that move bytes; one serves hundreds of connections
 * @param sharedThreads threads several transports share, closed by whoever made them; null for threads of its own
 */
public record TcpSettings(
        int maxPacketBytes,
        int batchBytes,
        int connectTimeoutMillis,
        int receiveQueueBytes,
        int sendQueueBytes,
        int lingerMillis,
        int neverPolledMillis,
        int ioThreads,
        @Nullable TcpThreads sharedThreads) {
    private static final int PACKET_BYTES_MAX = 64 << 20; // what FrameDecoder believes to be a length
    private static final int MILLIS_MAX = 3_600_000;
    private static final int HEADER_BYTES = 4;

    public TcpSettings {
        PacketBounds.checkMaxPacketBytes("maxPacketBytes", maxPacketBytes);
        range("maxPacketBytes", maxPacketBytes, PacketBounds.PACKET_BYTES_MIN, PACKET_BYTES_MAX);
        range("batchBytes", batchBytes, 1, maxPacketBytes);
        range("connectTimeoutMillis", connectTimeoutMillis, 1, MILLIS_MAX);
        range("receiveQueueBytes", receiveQueueBytes, 1, Integer.MAX_VALUE);
        range("lingerMillis", lingerMillis, 0, MILLIS_MAX);
        range("neverPolledMillis", neverPolledMillis, 1, MILLIS_MAX);
        range("ioThreads", ioThreads, 1, 256);
        if (sendQueueBytes < maxPacketBytes + HEADER_BYTES) {
            throw new IllegalArgumentException("sendQueueBytes is " + sendQueueBytes + ", less than one packet of "
                    + maxPacketBytes + "; raise it, or lower maxPacketBytes.");
        }
    }

    public static TcpSettings defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** These settings with what the query of an address changes: {@code maxPacketBytes=65536&lingerMillis=500}. */
    TcpSettings with(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return this;
        }
        Map<String, ObjIntConsumer<Builder>> names = new TreeMap<>();
        names.put("maxPacketBytes", Builder::maxPacketBytes);
        names.put("batchBytes", Builder::batchBytes);
        names.put("connectTimeoutMillis", Builder::connectTimeoutMillis);
        names.put("receiveQueueBytes", Builder::receiveQueueBytes);
        names.put("sendQueueBytes", Builder::sendQueueBytes);
        names.put("lingerMillis", Builder::lingerMillis);
        names.put("neverPolledMillis", Builder::neverPolledMillis);
        names.put("ioThreads", Builder::ioThreads);
        Builder builder = new Builder(this);
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            ObjIntConsumer<Builder> setter = names.get(equals < 0 ? pair : pair.substring(0, equals));
            if (setter == null) {
                throw new IllegalArgumentException(
                        "tcp has no setting \"" + pair + "\"; it has " + names.keySet() + ".");
            }
            try {
                setter.accept(builder, Integer.parseInt(pair.substring(equals + 1)));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("The setting \"" + pair + "\" must be a whole number.", e);
            }
        }
        return builder.build();
    }

    private static void range(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + "; it must lie in " + min + ".." + max + ".");
        }
    }

    /** Starts from the defaults, which the setters name. */
    public static final class Builder {
        private int maxPacketBytes = 16 * 1024; // Telepathy's
        private int batchBytes; // 0: as large as a packet
        private int connectTimeoutMillis = 10_000;
        private int receiveQueueBytes = 256 * 1024;
        private int sendQueueBytes = 64 * 1024 * 1024;
        private int lingerMillis = 2_000;
        private int neverPolledMillis = 5_000;
        private int ioThreads = 1;
        private @Nullable TcpThreads sharedThreads;

        private Builder() {}

        private Builder(TcpSettings settings) {
            maxPacketBytes = settings.maxPacketBytes;
            batchBytes = settings.batchBytes == settings.maxPacketBytes ? 0 : settings.batchBytes;
            connectTimeoutMillis = settings.connectTimeoutMillis;
            receiveQueueBytes = settings.receiveQueueBytes;
            sendQueueBytes = settings.sendQueueBytes;
            lingerMillis = settings.lingerMillis;
            neverPolledMillis = settings.neverPolledMillis;
            ioThreads = settings.ioThreads;
            sharedThreads = settings.sharedThreads;
        }

        /** 16 KiB unless set; 256 bytes at least. */
        public Builder maxPacketBytes(int bytes) {
            maxPacketBytes = bytes;
            return this;
        }

        /** As large as a packet unless set. */
        public Builder batchBytes(int bytes) {
            range("batchBytes", bytes, 1, PACKET_BYTES_MAX);
            batchBytes = bytes;
            return this;
        }

        /** 10 s unless set. */
        public Builder connectTimeoutMillis(int millis) {
            connectTimeoutMillis = millis;
            return this;
        }

        /** 256 KiB unless set. */
        public Builder receiveQueueBytes(int bytes) {
            receiveQueueBytes = bytes;
            return this;
        }

        /** 64 MiB unless set. */
        public Builder sendQueueBytes(int bytes) {
            sendQueueBytes = bytes;
            return this;
        }

        /** 2 s unless set. */
        public Builder lingerMillis(int millis) {
            lingerMillis = millis;
            return this;
        }

        /** 5 s unless set. */
        public Builder neverPolledMillis(int millis) {
            neverPolledMillis = millis;
            return this;
        }

        /** 1 unless set. */
        public Builder ioThreads(int count) {
            ioThreads = count;
            return this;
        }

        /** Threads of its own, made and ended with the transport, unless set. */
        public Builder sharedThreads(TcpThreads threads) {
            sharedThreads = threads;
            return this;
        }

        public TcpSettings build() {
            return new TcpSettings(
                    maxPacketBytes,
                    batchBytes == 0 ? maxPacketBytes : batchBytes,
                    connectTimeoutMillis,
                    receiveQueueBytes,
                    sendQueueBytes,
                    lingerMillis,
                    neverPolledMillis,
                    ioThreads,
                    sharedThreads);
        }
    }
}
