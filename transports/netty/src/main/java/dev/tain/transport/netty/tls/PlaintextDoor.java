package dev.tain.transport.netty.tls;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.netty.ProtocolFault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Looks at the first byte that reaches a server, and lets nothing through that is not TLS. Whoever talks in the clear is
 * answered with a fatal alert in the clear, which is how a client that forgot to encrypt can tell what is wrong.
 */
final class PlaintextDoor extends ChannelInboundHandlerAdapter {
    private static final int HANDSHAKE = 22; // RFC 8446, section 5.1
    private static final byte[] ALERT_UNEXPECTED_MESSAGE = {21, 3, 3, 0, 2, 2, 10};

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf read = (ByteBuf) message;
        if (!read.isReadable()) {
            read.release();
            return;
        }
        int first = read.getUnsignedByte(read.readerIndex());
        if (first == HANDSHAKE) {
            context.pipeline().remove(this);
            context.fireChannelRead(read);
            return;
        }
        read.release();
        context.writeAndFlush(Unpooled.wrappedBuffer(ALERT_UNEXPECTED_MESSAGE));
        context.fireExceptionCaught(
                new ProtocolFault(DisconnectReason.MALFORMED, "The first byte is " + first + ", which is not TLS."));
    }
}
