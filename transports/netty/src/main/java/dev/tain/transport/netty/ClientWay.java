package dev.tain.transport.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;

/** How a client reaches an address: with a TCP socket, or with another network's. On the I/O thread. */
public interface ClientWay {
    /** A TCP socket. */
    static ClientWay tcp() {
        return (loop, to, allocator, outcome) -> {
            ChannelFuture connecting = new Bootstrap()
                    .group(loop)
                    .channel(SocketKind.of(loop).client())
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.ALLOCATOR, allocator)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0) // one deadline for all
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect(to);
            // The channel tells its handlers that it is active only after this listener: a connection hears it.
            connecting.addListener(done -> {
                if (done.isSuccess()) {
                    outcome.reached(connecting.channel());
                } else {
                    outcome.failed(done.cause());
                }
            });
            return () -> connecting.channel().close();
        };
    }

    /**
     * Begins to connect.
     *
     * @return gives it up, at any time before the outcome
     */
    Runnable connect(EventLoop loop, InetSocketAddress to, ByteBufAllocator allocator, Outcome outcome);

    /** Hears what came of it, once. */
    interface Outcome {
        /** The channel is about to be active. Whoever does not want it closes it. */
        void reached(Channel channel);

        void failed(Throwable cause);
    }
}
