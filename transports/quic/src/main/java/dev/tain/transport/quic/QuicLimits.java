package dev.tain.transport.quic;

import io.netty.handler.codec.quic.QuicCodecBuilder;
import java.util.concurrent.TimeUnit;

/** The numbers both sides of a connection set. */
final class QuicLimits {
    /** Application protocol of the handshake (ALPN), which QUIC demands. */
    static final String PROTOCOL = "tain";

    /** What the client's stream begins with: the version of what follows. */
    static final int PREFACE = 1;

    /**
     * The largest unreliable packet. QUIC promises packets of 1 200 bytes (RFC 9000, section 14); at most 41 of them are
     * its short header, at most 16 the seal, at most 9 the frame's head.
     */
    static final int DATAGRAM_BYTES = 1_100;

    private static final int DATAGRAMS_QUEUED_MAX = 1_024;

    private QuicLimits() {}

    static <B extends QuicCodecBuilder<B>> B set(B builder, QuicSettings settings) {
        long window = Math.max(
                settings.sockets().receiveQueueBytes(), settings.sockets().maxPacketBytes());
        return builder.maxIdleTimeout(settings.idleTimeoutMillis(), TimeUnit.MILLISECONDS)
                .initialMaxData(2 * window)
                .initialMaxStreamDataBidirectionalLocal(window)
                .initialMaxStreamDataBidirectionalRemote(window)
                .initialMaxStreamDataUnidirectional(0)
                .initialMaxStreamsUnidirectional(0)
                .datagram(DATAGRAMS_QUEUED_MAX, DATAGRAMS_QUEUED_MAX);
    }
}
