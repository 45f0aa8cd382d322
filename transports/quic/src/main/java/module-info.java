/** Packets over QUIC, on Netty and its native library. */
module dev.tain.transport.quic {
    requires transitive dev.tain.transport;
    requires transitive dev.tain.transport.netty;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.classes.quic;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires static transitive org.jspecify;

    exports dev.tain.transport.quic;

    provides dev.tain.transport.TransportProvider with
            dev.tain.transport.quic.QuicTransportProvider;
}
