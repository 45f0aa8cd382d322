package dev.tain.transport.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.netty.ProtocolFault;
import dev.tain.transport.netty.Serving;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Answers the one request of a socket: an upgrade makes it a connection, a file is sent, anything else is refused. Then
 * the socket is closed, unless it is a connection.
 */
final class HttpDoor extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int FILE_MILLIS_MAX = 60_000;

    private final HttpServing serving;
    private final int packetBytesMax;
    private boolean isAnswered;

    HttpDoor(HttpServing serving, int packetBytesMax) {
        this.serving = serving;
        this.packetBytesMax = packetBytesMax;
    }

    /** The socket is; the connection is not, yet. */
    @Override
    public void channelActive(ChannelHandlerContext context) {}

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (isAnswered) {
            return;
        }
        isAnswered = true;
        String target = request.uri();
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        if (request.decoderResult().isFailure()) {
            refuse(
                    context,
                    HttpResponseStatus.BAD_REQUEST,
                    DisconnectReason.MALFORMED,
                    "This is no HTTP: " + request.decoderResult().cause().getMessage() + ".");
        } else if (request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            upgrade(context, request, path);
        } else {
            serve(context, request, path);
        }
    }

    // ---------------------------------------------------------------- connections

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request, String path) {
        if (!serving.path().isEmpty() && !serving.path().equals(path)) {
            refuse(
                    context,
                    HttpResponseStatus.NOT_FOUND,
                    DisconnectReason.PROTOCOL_MISMATCH,
                    "There is no WebSocket at " + path + ".");
            return;
        }
        String refusal = serving.origins()
                .refusal(
                        request.headers().get(HttpHeaderNames.ORIGIN),
                        request.headers().get(HttpHeaderNames.HOST));
        if (refusal != null) {
            refuse(context, HttpResponseStatus.FORBIDDEN, DisconnectReason.DENIED, refusal);
            return;
        }
        WebSocketDecoderConfig frames = WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(true)
                .allowMaskMismatch(false)
                .allowExtensions(false)
                .maxFramePayloadLength(packetBytesMax)
                .build();
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(serving.path(), null, frames).newHandshaker(request);
        if (!request.method().equals(HttpMethod.GET) || handshaker == null) {
            refuse(
                    context,
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    DisconnectReason.PROTOCOL_MISMATCH,
                    "Only WebSocket of version 13 is spoken here.");
            return;
        }
        PeerAddress peer = context.channel().remoteAddress() instanceof InetSocketAddress speaker
                ? serving.forwarding().peerOf(speaker, request.headers())
                : null;
        try {
            handshaker.handshake(context.channel(), request).addListener(done -> {
                if (done.isSuccess()) {
                    open(context, peer);
                }
            });
        } catch (RuntimeException e) { // as Netty says that the request lacks something
            refuse(context, HttpResponseStatus.BAD_REQUEST, DisconnectReason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private void open(ChannelHandlerContext context, @Nullable PeerAddress peer) {
        PacketFrames frames = new PacketFrames();
        context.pipeline()
                .addAfter(context.name(), "tain-frames", frames)
                .addAfter(context.name(), "tain-fragments", new WebSocketFrameAggregator(packetBytesMax));
        ChannelHandlerContext opened = context.pipeline().context(frames);
        context.pipeline().remove(this);
        if (peer != null) {
            opened.fireUserEventTriggered(peer);
        }
        opened.fireChannelActive();
    }

    // ---------------------------------------------------------------- files

    private void serve(ChannelHandlerContext context, HttpRequest request, String path) {
        WebFolder folder = serving.folder();
        boolean isHead = request.method().equals(HttpMethod.HEAD);
        if (folder == null) {
            refuse(
                    context,
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    DisconnectReason.PROTOCOL_MISMATCH,
                    "This is a server for games. Connect to it with a WebSocket.");
            return;
        }
        context.fireUserEventTriggered(new Serving(FILE_MILLIS_MAX));
        if (!isHead && !request.method().equals(HttpMethod.GET)) {
            answer(context, HttpResponseStatus.METHOD_NOT_ALLOWED, "Files are for GET and HEAD.");
            return;
        }
        Path file = folder.find(path);
        if (file == null) {
            answer(context, HttpResponseStatus.NOT_FOUND, "There is nothing here.");
            return;
        }
        try {
            send(context, file, isHead);
        } catch (IOException e) {
            answer(context, HttpResponseStatus.NOT_FOUND, "There is nothing here.");
        }
    }

    private static void send(ChannelHandlerContext context, Path file, boolean isHead) throws IOException {
        FileChannel content = FileChannel.open(file, StandardOpenOption.READ);
        stopReading(context);
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, WebFolder.typeOf(file))
                .set(HttpHeaderNames.CONTENT_LENGTH, content.size())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE)
                .set("X-Content-Type-Options", "nosniff");
        context.write(response);
        if (isHead) {
            content.close();
        } else {
            context.write(new FileContent(content)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
        context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(ChannelFutureListener.CLOSE);
    }

    // ---------------------------------------------------------------- refusals

    static void refuse(
            ChannelHandlerContext context, HttpResponseStatus status, DisconnectReason reason, String detail) {
        answer(context, status, detail)
                .addListener(done -> context.fireExceptionCaught(new ProtocolFault(reason, detail)));
    }

    private static ChannelFuture answer(ChannelHandlerContext context, HttpResponseStatus status, String text) {
        stopReading(context);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(text + "\n", UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
        }
        return context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /** The socket has had its request. What it asks beyond that stays where it is, and is not even taken apart. */
    private static void stopReading(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(false);
    }
}
