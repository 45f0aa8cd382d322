package dev.tain.transport.kcp;

import dev.tain.transport.PacketBounds;
import dev.tain.transport.kcp.engine.Parameters;
import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.NettyThreads;
import dev.tain.transport.netty.QuerySettings;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen about KCP, by the names of {@link Builder}. Immutable; most games need none of it. The defaults are
 * those of Mirror's KcpTransport; both sides need the same {@code datagramBytes} and {@code receiveWindow}.
 */
public final class KcpSettings {
    private static final int MILLIS_MAX = 3_600_000;
    private static final int PING_MILLIS = 1_000;

    private final Parameters parameters;
    private final int sendQueueBytes;
    private final int neverPolledMillis;
    private final int socketBufferBytes;
    private final boolean nativeSockets;
    private final @Nullable NettyThreads sharedThreads;

    private KcpSettings(Builder chosen) {
        parameters = chosen.parameters();
        sendQueueBytes = chosen.sendQueueBytes;
        neverPolledMillis = chosen.neverPolledMillis;
        socketBufferBytes = chosen.socketBufferBytes;
        nativeSockets = chosen.nativeSockets;
        sharedThreads = chosen.sharedThreads;
        range("datagramBytes", parameters.datagramBytes(), PacketBounds.PACKET_BYTES_MIN + 44, 65_000);
        range("sendWindow", parameters.sendWindow(), 1, 32_767);
        range("receiveWindow", parameters.receiveWindow(), 4, 32_767);
        range("intervalMillis", parameters.intervalMillis(), 1, 5_000);
        range("fastResend", parameters.fastResend(), 0, 1_000);
        range("deadLink", parameters.deadLink(), 1, 1_000_000);
        range("timeoutMillis", parameters.timeoutMillis(), 2 * PING_MILLIS, MILLIS_MAX);
        range("connectTimeoutMillis", parameters.connectMillis(), 1, MILLIS_MAX);
        range("receiveQueueBytes", parameters.receiveBytes(), 4 * parameters.datagramBytes(), 1 << 28);
        range("lingerMillis", parameters.lingerMillis(), 0, MILLIS_MAX);
        range("neverPolledMillis", neverPolledMillis, 1, MILLIS_MAX);
        range("socketBufferBytes", socketBufferBytes, 2_048, 1 << 30);
        int largest = parameters.maxReliableBytes();
        if (sendQueueBytes < largest) {
            throw new IllegalArgumentException("sendQueueBytes is " + sendQueueBytes + ", less than one packet of "
                    + largest + "; raise it, or lower receiveWindow.");
        }
    }

    public static KcpSettings defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    Parameters parameters() {
        return parameters;
    }

    int sendQueueBytes() {
        return sendQueueBytes;
    }

    int neverPolledMillis() {
        return neverPolledMillis;
    }

    int socketBufferBytes() {
        return socketBufferBytes;
    }

    boolean nativeSockets() {
        return nativeSockets;
    }

    @Nullable
    NettyThreads sharedThreads() {
        return sharedThreads;
    }

    /** These settings with what the query of an address changes. */
    KcpSettings with(HostAddress address) {
        QuerySettings query = new QuerySettings(address.scheme());
        Builder builder = new Builder(this);
        query.number("datagramBytes", builder::datagramBytes);
        query.number("sendWindow", builder::sendWindow);
        query.number("receiveWindow", builder::receiveWindow);
        query.number("intervalMillis", builder::intervalMillis);
        query.number("fastResend", builder::fastResend);
        query.truth("noDelay", builder::noDelay);
        query.number("deadLink", builder::deadLink);
        query.number("timeoutMillis", builder::timeoutMillis);
        query.number("connectTimeoutMillis", builder::connectTimeoutMillis);
        query.number("receiveQueueBytes", builder::receiveQueueBytes);
        query.number("sendQueueBytes", builder::sendQueueBytes);
        query.number("lingerMillis", builder::lingerMillis);
        query.number("neverPolledMillis", builder::neverPolledMillis);
        query.number("socketBufferBytes", builder::socketBufferBytes);
        query.truth("nativeSockets", builder::nativeSockets);
        query.apply(address.query());
        return builder.build();
    }

    private static void range(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + "; it must lie in " + min + ".." + max + ".");
        }
    }

    /** Starts from the defaults, which the setters name. */
    public static final class Builder {
        private int datagramBytes = 1200;
        private int sendWindow = 4096;
        private int receiveWindow = 4096;
        private int intervalMillis = 10;
        private int fastResend = 2;
        private boolean noDelay = true;
        private int deadLink = 40;
        private int timeoutMillis = 10_000;
        private int connectTimeoutMillis = 10_000;
        private int receiveQueueBytes = 1 << 20;
        private int sendQueueBytes = 16 << 20;
        private int lingerMillis = 2_000;
        private int neverPolledMillis = 5_000;
        private int socketBufferBytes = 7 << 20;
        private boolean nativeSockets = true;
        private @Nullable NettyThreads sharedThreads;

        private Builder() {}

        private Builder(KcpSettings settings) {
            Parameters given = settings.parameters;
            datagramBytes = given.datagramBytes();
            sendWindow = given.sendWindow();
            receiveWindow = given.receiveWindow();
            intervalMillis = given.intervalMillis();
            fastResend = given.fastResend();
            noDelay = given.noDelay();
            deadLink = given.deadLink();
            timeoutMillis = given.timeoutMillis();
            connectTimeoutMillis = given.connectMillis();
            receiveQueueBytes = given.receiveBytes();
            sendQueueBytes = settings.sendQueueBytes;
            lingerMillis = given.lingerMillis();
            neverPolledMillis = settings.neverPolledMillis;
            socketBufferBytes = settings.socketBufferBytes;
            nativeSockets = settings.nativeSockets;
            sharedThreads = settings.sharedThreads;
        }

        private Parameters parameters() {
            return new Parameters(
                    datagramBytes,
                    sendWindow,
                    receiveWindow,
                    receiveQueueBytes,
                    intervalMillis,
                    fastResend,
                    noDelay,
                    deadLink,
                    timeoutMillis,
                    PING_MILLIS,
                    connectTimeoutMillis,
                    lingerMillis);
        }

        /** The largest datagram, 300 to 65 000; 1200 unless set, which pass through every network. */
        public Builder datagramBytes(int bytes) {
            datagramBytes = bytes;
            return this;
        }

        /** Segments that may be under way unacknowledged, 1 to 32 767; 4096 unless set. */
        public Builder sendWindow(int segments) {
            sendWindow = segments;
            return this;
        }

        /**
         * Segments that are kept when the game does not read, or when one before them is missing; 4096 unless set.
         * Below 256 the largest reliable packet shrinks with it.
         */
        public Builder receiveWindow(int segments) {
            receiveWindow = segments;
            return this;
        }

        /** How long an acknowledgement waits, twice at most, for data it can ride along with; 10 ms unless set. */
        public Builder intervalMillis(int millis) {
            intervalMillis = millis;
            return this;
        }

        /** After how many later acknowledgements a segment is sent again at once, 0 for never; 2 unless set. */
        public Builder fastResend(int acknowledgements) {
            fastResend = acknowledgements;
            return this;
        }

        /**
         * Resend after 30 ms at the earliest, and wait half as long again each time, which is so unless set; else after
         * 100 ms, and double.
         */
        public Builder noDelay(boolean noDelay) {
            this.noDelay = noDelay;
            return this;
        }

        /** How often one segment is sent before the connection counts as lost; 40 unless set. */
        public Builder deadLink(int transmissions) {
            deadLink = transmissions;
            return this;
        }

        /**
         * How long nothing may be heard from the other side, which says every second that it is there; 10 s unless
         * set.
         */
        public Builder timeoutMillis(int millis) {
            timeoutMillis = millis;
            return this;
        }

        /** How long resolving and connecting may take together, for a client; 10 s unless set. */
        public Builder connectTimeoutMillis(int millis) {
            connectTimeoutMillis = millis;
            return this;
        }

        /**
         * Received bytes that may wait for a poll, per connection; then unreliable packets are dropped, and the windows
         * close: that of the game's packets and that of bulk transfers each hold as much again. 1 MiB unless set, a few
         * of the largest packets.
         */
        public Builder receiveQueueBytes(int bytes) {
            receiveQueueBytes = bytes;
            return this;
        }

        /**
         * Bytes that may wait to be acknowledged, per connection; a connection with more ends as congested. 16 MiB unless
         * set.
         */
        public Builder sendQueueBytes(int bytes) {
            sendQueueBytes = bytes;
            return this;
        }

        /** How long a graceful disconnect may take to bring out what was sent before; 2 s unless set. */
        public Builder lingerMillis(int millis) {
            lingerMillis = millis;
            return this;
        }

        /** After which time a transport that nobody polls is reported to the log, once; 5 s unless set. */
        public Builder neverPolledMillis(int millis) {
            neverPolledMillis = millis;
            return this;
        }

        /**
         * What the system is asked to hold for the socket, each way; it may give less. 7 MiB unless set, as Mirror asks
         * for.
         */
        public Builder socketBufferBytes(int bytes) {
            socketBufferBytes = bytes;
            return this;
        }

        /**
         * Whether epoll is used where there is one, on Linux, which is so unless set; else, and elsewhere, sockets are
         * Java's own.
         */
        public Builder nativeSockets(boolean wanted) {
            nativeSockets = wanted;
            return this;
        }

        /**
         * Threads several transports share, closed by whoever made them, with their kind of sockets; a thread of its own,
         * made and ended with the transport, unless set.
         */
        public Builder sharedThreads(NettyThreads threads) {
            sharedThreads = threads;
            return this;
        }

        /** @throws IllegalArgumentException if something lies out of its range, saying which */
        public KcpSettings build() {
            return new KcpSettings(this);
        }
    }
}
