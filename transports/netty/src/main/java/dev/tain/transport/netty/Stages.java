package dev.tain.transport.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;

/**
 * What a protocol puts between a socket and its {@link StreamConnection}: nothing for TCP; encryption, a handshake,
 * another framing. On the connection's side there is always one stream of packets, each behind its length as
 * {@link dev.tain.transport.FrameDecoder} reads them; every buffer the connection writes holds whole packets.
 *
 * <p>The rules for its handlers, all on the I/O thread:
 * <ul>
 *   <li>{@code channelActive} reaches the connection when packets may flow, so after a handshake, and once.
 *   <li>An exception that reaches the connection closes it. A {@link ProtocolFault} carries the reason and the words.
 *   <li>A {@link dev.tain.transport.PeerAddress} as a user event, before {@code channelActive}, is where the peer really
 *       is, behind a proxy. A {@link Serving} says that it wants something else.
 * </ul>
 */
public interface Stages {
    /** The socket's own bytes are the stream. */
    static Stages none() {
        return channel -> {};
    }

    /** Adds the handlers to a new socket. */
    void addTo(Channel channel);

    /** Whether there is a handshake, which must be bounded in time and number. */
    default boolean hasHandshake() {
        return false;
    }

    /** Whether nobody on the way can read along. */
    default boolean isEncrypted() {
        return false;
    }

    /** The second way beside the stream of this channel, if the protocol has one. */
    default @Nullable DatagramLane datagrams(Channel channel) {
        return null;
    }

    /** Ends a channel with everything it holds, at once: no handler has a say any more. */
    default void closeAtOnce(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0); // with a reset
        channel.pipeline().firstContext().close();
    }

    /**
     * Brings out what was written and, behind it, what the protocol says last.
     *
     * @param connection where the connection stands in the pipeline
     */
    default ChannelFuture finish(ChannelHandlerContext connection) {
        return connection.writeAndFlush(Unpooled.EMPTY_BUFFER);
    }
}
