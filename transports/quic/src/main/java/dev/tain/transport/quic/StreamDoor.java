package dev.tain.transport.quic;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.netty.ProtocolFault;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.net.InetSocketAddress;

/**
 * The beginning of the stream. A server hears of a stream with its first byte only, so the client sends one without being
 * asked: the version of what follows.
 */
final class StreamDoor extends ChannelInboundHandlerAdapter {
    private final boolean isServer;
    private boolean isOpen;

    StreamDoor(boolean isServer) {
        this.isServer = isServer;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!isServer) {
            context.writeAndFlush(context.alloc().buffer(1).writeByte(QuicLimits.PREFACE));
            open(context);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf read = (ByteBuf) message;
        if (!isOpen && read.isReadable()) {
            int first = read.readUnsignedByte();
            if (first != QuicLimits.PREFACE) {
                read.release();
                context.fireExceptionCaught(new ProtocolFault(
                        DisconnectReason.PROTOCOL_MISMATCH,
                        "The stream begins with " + first + "; the version spoken here is " + QuicLimits.PREFACE
                                + "."));
                return;
            }
            open(context);
        }
        context.fireChannelRead(read);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (connection(context).isTimedOut()) {
            context.fireExceptionCaught(
                    new ProtocolFault(DisconnectReason.TIMEOUT, "Nothing was heard from the other side."));
        }
        context.fireChannelInactive();
    }

    private void open(ChannelHandlerContext context) {
        isOpen = true;
        if (connection(context).remoteSocketAddress() instanceof InetSocketAddress remote) {
            context.fireUserEventTriggered(new PeerAddress(remote.getAddress().getHostAddress(), remote.getPort()));
        }
        context.fireChannelActive();
    }

    private static QuicChannel connection(ChannelHandlerContext context) {
        return ((QuicStreamChannel) context.channel()).parent();
    }
}
