package dev.tain.transport.quic;

import dev.tain.transport.netty.DatagramLane;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicDatagramExtensionEvent;
import org.jspecify.annotations.Nullable;

/** The datagrams of one QUIC connection; stands in the connection's own pipeline, above its stream. */
final class QuicLane extends ChannelInboundHandlerAdapter implements DatagramLane {
    private volatile int bytesMax;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Receiver receiver;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** Says how large a datagram the other side takes. */
    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event instanceof QuicDatagramExtensionEvent datagrams) {
            bytesMax = Math.min(datagrams.maxLength(), QuicLimits.DATAGRAM_BYTES);
        }
        triggered.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (!(message instanceof ByteBuf packet)) {
            reading.fireChannelRead(message); // a stream
            return;
        }
        try {
            if (receiver != null) {
                receiver.received(packet);
            }
        } finally {
            packet.release();
        }
    }

    @Override
    public int bytesMax() {
        return bytesMax;
    }

    @Override
    public void receiver(Receiver taking) {
        receiver = taking;
    }

    @Override
    public void write(ByteBuf packet) {
        if (context == null) {
            packet.release();
        } else {
            context.write(packet);
        }
    }

    @Override
    public void flush() {
        if (context != null) {
            context.flush();
        }
    }
}
