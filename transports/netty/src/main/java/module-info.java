/** What the transports on Netty share. Not for games, but for the types their settings name. */
module dev.tain.transport.netty {
    requires transitive dev.tain.transport;
    requires transitive io.netty.buffer;
    requires transitive io.netty.common;
    requires transitive io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires io.netty.codec;
    requires io.netty.handler;
    requires static transitive org.jspecify;

    exports dev.tain.transport.netty;
    exports dev.tain.transport.netty.tls;
}
