package dev.tain.transport.quic;

import dev.tain.transport.netty.tls.ServerTrust;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A QUIC client that is none of ours and does what it likes with a connection. */
final class RawPeer implements AutoCloseable {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel socket;
    final Future<QuicChannel> connection;
    final Queue<Byte> received = new ConcurrentLinkedQueue<>();

    RawPeer(QuicRig rig, String protocol) {
        socket = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(new QuicClientCodecBuilder()
                        .sslContext(QuicSslContextBuilder.forClient()
                                .trustManager(ServerTrust.fingerprints(rig.certificate.fingerprint())
                                        .manager())
                                .endpointIdentificationAlgorithm("")
                                .applicationProtocols(protocol)
                                .build())
                        .maxIdleTimeout(10_000, TimeUnit.MILLISECONDS)
                        .initialMaxData(1_000_000)
                        .initialMaxStreamDataBidirectionalLocal(1_000_000)
                        .build())
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .syncUninterruptibly()
                .channel();
        connection = QuicChannel.newBootstrap(socket)
                .handler(new ChannelInboundHandlerAdapter())
                .streamHandler(new ChannelInboundHandlerAdapter())
                .remoteAddress(
                        new InetSocketAddress("127.0.0.1", rig.server.address().getPort()))
                .connect();
        rig.await("the raw peer", connection::isDone);
    }

    /** Opens a stream and writes on it. */
    Future<QuicStreamChannel> stream(byte... bytes) {
        Future<QuicStreamChannel> opening = connection
                .getNow()
                .createStream(QuicStreamType.BIDIRECTIONAL, new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        ByteBuf read = (ByteBuf) message;
                        while (read.isReadable()) {
                            received.add(read.readByte());
                        }
                        read.release();
                    }
                });
        opening.addListener(done -> {
            if (done.isSuccess()) {
                opening.getNow().writeAndFlush(Unpooled.wrappedBuffer(bytes));
            }
        });
        return opening;
    }

    @Override
    public void close() {
        socket.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
