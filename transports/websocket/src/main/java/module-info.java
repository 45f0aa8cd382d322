/** Packets over WebSocket, on Netty. */
module dev.tain.transport.websocket {
    requires transitive dev.tain.transport;
    requires transitive dev.tain.transport.netty;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires static transitive org.jspecify;

    exports dev.tain.transport.websocket;

    provides dev.tain.transport.TransportProvider with
            dev.tain.transport.websocket.WebSocketTransportProvider;
}
