/** Packets over UDP by KCP, on Netty. */
module dev.tain.transport.kcp {
    requires transitive dev.tain.transport;
    requires static transitive org.jspecify;
}
