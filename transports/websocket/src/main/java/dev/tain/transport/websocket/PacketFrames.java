package dev.tain.transport.websocket;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.FrameDecoder;
import dev.tain.transport.netty.ProtocolFault;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;

/**
 * Between the messages of a WebSocket and the stream of packets of a connection: one binary message is one packet.
 * Fragments are joined before they come here. Pings are answered as long as the other side reads; text, and messages of
 * no bytes, are a fault.
 */
final class PacketFrames extends ChannelDuplexHandler {
    private boolean isOver;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (isOver) {
                return;
            }
            if (message instanceof BinaryWebSocketFrame binary) {
                receive(context, binary.content());
            } else if (message instanceof PingWebSocketFrame ping) {
                if (context.channel().isWritable()) {
                    context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()), context.voidPromise());
                }
            } else if (message instanceof CloseWebSocketFrame close) {
                goodbye(context, close);
            } else if (!(message instanceof PongWebSocketFrame)) {
                fault(context, WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "A message arrived that is not binary.");
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void receive(ChannelHandlerContext context, ByteBuf packet) {
        if (!packet.isReadable()) {
            fault(context, WebSocketCloseStatus.PROTOCOL_ERROR, "A message of 0 bytes arrived.");
            return;
        }
        context.fireChannelRead(
                context.alloc().buffer(FrameDecoder.HEADER_BYTES).writeInt(packet.readableBytes()));
        context.fireChannelRead(packet.retain());
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf packets) || !packets.isReadable()) {
            context.write(message, promise);
            return;
        }
        try {
            while (packets.isReadable()) {
                ByteBuf packet = packets.readRetainedSlice(packets.readInt());
                context.write(new BinaryWebSocketFrame(packet), packets.isReadable() ? context.voidPromise() : promise);
            }
        } finally {
            packets.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        boolean isTooLarge = cause instanceof TooLongFrameException
                || cause instanceof CorruptedWebSocketFrameException corrupt
                        && corrupt.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        if (isTooLarge) {
            isOver = true;
            context.fireExceptionCaught(new ProtocolFault(
                    DisconnectReason.MESSAGE_TOO_LARGE,
                    "A message arrived that is larger than a packet may be: " + cause.getMessage()
                            + " Both sides must set the same maxPacketBytes."));
        } else if (cause instanceof CorruptedFrameException) {
            isOver = true;
            context.fireExceptionCaught(
                    new ProtocolFault(DisconnectReason.MALFORMED, "This is no WebSocket: " + cause.getMessage() + "."));
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    private void fault(ChannelHandlerContext context, WebSocketCloseStatus status, String detail) {
        isOver = true;
        context.writeAndFlush(new CloseWebSocketFrame(status, detail));
        context.fireExceptionCaught(new ProtocolFault(DisconnectReason.MALFORMED, detail));
    }

    private void goodbye(ChannelHandlerContext context, CloseWebSocketFrame close) {
        isOver = true;
        int status = close.statusCode();
        boolean isUsual = status < 0
                || status == WebSocketCloseStatus.NORMAL_CLOSURE.code()
                || status == WebSocketCloseStatus.ENDPOINT_UNAVAILABLE.code();
        String why = isUsual ? "" : ": " + status + " " + close.reasonText();
        context.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE, ""));
        context.fireExceptionCaught(new ProtocolFault(
                DisconnectReason.CONNECTION_LOST, "The other side closed the connection" + why + "."));
    }
}
