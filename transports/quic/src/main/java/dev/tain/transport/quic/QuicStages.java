package dev.tain.transport.quic;

import dev.tain.transport.netty.DatagramLane;
import dev.tain.transport.netty.Stages;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.quic.QuicStreamChannel;
import org.jspecify.annotations.Nullable;

/** Around the one stream of a QUIC connection: its first byte, and everything that ends with it. */
final class QuicStages implements Stages {
    private final boolean isServer;

    QuicStages(boolean isServer) {
        this.isServer = isServer;
    }

    @Override
    public void addTo(Channel channel) {
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false); // its end is that of the connection
        channel.pipeline().addLast(new StreamDoor(isServer));
    }

    @Override
    public boolean hasHandshake() {
        return true;
    }

    @Override
    public boolean isEncrypted() {
        return true;
    }

    @Override
    public @Nullable DatagramLane datagrams(Channel channel) {
        return ((QuicStreamChannel) channel).parent().pipeline().get(QuicLane.class);
    }

    @Override
    public void closeAtOnce(Channel channel) {
        ((QuicStreamChannel) channel).parent().close();
    }
}
