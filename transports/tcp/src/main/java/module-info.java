/** Packets over TCP, on Netty. */
module dev.tain.transport.tcp {
    requires transitive dev.tain.transport;
    requires transitive dev.tain.transport.netty;
    requires io.netty.buffer;
    requires static transitive org.jspecify;

    exports dev.tain.transport.tcp;

    provides dev.tain.transport.TransportProvider with
            dev.tain.transport.tcp.TcpTransportProvider;
}
