/** Packets over UDP by KCP, on Netty. */
module dev.tain.transport.kcp {
    requires transitive dev.tain.transport;
    requires transitive dev.tain.transport.netty;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.transport;
    requires static transitive org.jspecify;

    exports dev.tain.transport.kcp;

    provides dev.tain.transport.TransportProvider with
            dev.tain.transport.kcp.KcpTransportProvider;
}
