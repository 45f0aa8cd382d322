package dev.tain.transport.websocket;

import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.Stages;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.stream.ChunkedWriteHandler;
import org.jspecify.annotations.Nullable;

/** HTTP with its upgrade to WebSocket, around whatever is around the socket: nothing, or TLS. */
final class WebSocketStages implements Stages {
    private static final int LINE_BYTES_MAX = 4 * 1024;
    private static final int HEADER_BYTES_MAX = 8 * 1024;
    private static final int CHUNK_BYTES_MAX = 8 * 1024;
    private static final int ANSWER_BYTES_MAX = 8 * 1024;

    private final Stages socket;
    private final int packetBytesMax;
    private final @Nullable HttpServing serving; // of a server
    private final @Nullable HostAddress server; // of a client

    private WebSocketStages(
            Stages socket, int packetBytesMax, @Nullable HttpServing serving, @Nullable HostAddress server) {
        this.socket = socket;
        this.packetBytesMax = packetBytesMax;
        this.serving = serving;
        this.server = server;
    }

    static WebSocketStages ofServer(Stages socket, int packetBytesMax, HttpServing serving) {
        return new WebSocketStages(socket, packetBytesMax, serving, null);
    }

    static WebSocketStages ofClient(Stages socket, int packetBytesMax, HostAddress server) {
        return new WebSocketStages(socket, packetBytesMax, null, server);
    }

    @Override
    public void addTo(Channel channel) {
        socket.addTo(channel);
        if (serving != null) {
            channel.pipeline()
                    .addLast(
                            new HttpServerCodec(LINE_BYTES_MAX, HEADER_BYTES_MAX, CHUNK_BYTES_MAX),
                            new OneRequest(),
                            new ChunkedWriteHandler(),
                            new HttpDoor(serving, packetBytesMax));
        } else if (server != null) {
            channel.pipeline()
                    .addLast(
                            new HttpClientCodec(LINE_BYTES_MAX, HEADER_BYTES_MAX, CHUNK_BYTES_MAX),
                            new HttpObjectAggregator(ANSWER_BYTES_MAX),
                            new ClientDoor(server, packetBytesMax));
        }
    }

    @Override
    public boolean hasHandshake() {
        return true;
    }

    @Override
    public boolean isEncrypted() {
        return socket.isEncrypted();
    }

    /** With WebSocket's own goodbye, then with that of what is around the socket. */
    @Override
    public ChannelFuture finish(ChannelHandlerContext connection) {
        connection.write(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE, ""), connection.voidPromise());
        return socket.finish(connection);
    }
}
