/** Packets over TCP, on Netty. */
module dev.tain.transport.tcp {
    requires transitive dev.tain.transport;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.transport;
    requires static transitive org.jspecify;

    exports dev.tain.transport.tcp;

    provides dev.tain.transport.TransportProvider with
            dev.tain.transport.tcp.TcpTransportProvider;
}
