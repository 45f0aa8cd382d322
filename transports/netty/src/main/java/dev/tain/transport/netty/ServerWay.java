package dev.tain.transport.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** How a server comes by its channels: from a TCP port, or from another network's. */
public interface ServerWay {
    /** A TCP port. */
    static ServerWay tcp() {
        return (group, local, allocator, children, refused) -> new ServerBootstrap()
                .group(group)
                .channel(SocketKind.of(group).server())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childHandler(children)
                .bind(local);
    }

    /**
     * Begins to listen.
     *
     * @param children initialises the channel of each new connection; sharable
     * @param refused told of peers that did not get as far as a channel; from any thread
     */
    ChannelFuture bind(
            EventLoopGroup group,
            InetSocketAddress local,
            ByteBufAllocator allocator,
            ChannelHandler children,
            Consumer<SocketFailure> refused);

    /** Whether connections live in channels of their own, so that the listening one can pause and close before them. */
    default boolean isApart() {
        return true;
    }
}
