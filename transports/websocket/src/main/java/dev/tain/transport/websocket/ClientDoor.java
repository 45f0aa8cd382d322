package dev.tain.transport.websocket;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.ProtocolFault;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;

/** Asks a server for a WebSocket, and tells the connection what it said. */
final class ClientDoor extends SimpleChannelInboundHandler<FullHttpResponse> {
    private static final int FORCE_CLOSE_MILLIS = 10_000; // of Netty's own close, which is not used

    private final HostAddress server;
    private final int packetBytesMax;
    private final WebSocketClientHandshaker handshaker;

    ClientDoor(HostAddress server, int packetBytesMax) {
        this.server = server;
        this.packetBytesMax = packetBytesMax;
        HttpHeaders headers = new DefaultHttpHeaders().set(HttpHeaderNames.HOST, server.toString());
        // The host is in the header: URI knows none with an underscore. No origin: this is no page.
        handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                URI.create("ws://server" + (server.path().isEmpty() ? "/" : server.path())),
                WebSocketVersion.V13,
                null,
                false,
                headers,
                packetBytesMax,
                true,
                false,
                FORCE_CLOSE_MILLIS,
                false,
                false);
    }

    /** The socket is; the connection is not, yet. */
    @Override
    public void channelActive(ChannelHandlerContext context) {
        handshaker.handshake(context.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        if (response.decoderResult().isFailure()) {
            fail(context, DisconnectReason.PROTOCOL_MISMATCH, "did not answer in HTTP.");
            return;
        }
        if (!response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            fail(
                    context,
                    response.status().equals(HttpResponseStatus.FORBIDDEN)
                            ? DisconnectReason.DENIED
                            : DisconnectReason.PROTOCOL_MISMATCH,
                    "has no WebSocket for us: it answered \"" + response.status() + "\". Is the path right?");
            return;
        }
        try {
            handshaker.finishHandshake(context.channel(), response);
        } catch (WebSocketHandshakeException e) {
            fail(context, DisconnectReason.PROTOCOL_MISMATCH, "has no WebSocket for us: " + e.getMessage() + ".");
            return;
        }
        PacketFrames frames = new PacketFrames();
        context.pipeline()
                .addAfter(context.name(), "tain-frames", frames)
                .addAfter(context.name(), "tain-fragments", new WebSocketFrameAggregator(packetBytesMax));
        ChannelHandlerContext opened = context.pipeline().context(frames);
        context.pipeline().remove(this);
        opened.fireChannelActive();
    }

    private void fail(ChannelHandlerContext context, DisconnectReason reason, String what) {
        context.fireExceptionCaught(new ProtocolFault(reason, server + server.path() + " " + what));
    }
}
