package dev.tain.transport.quic;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.netty.Newcomers;
import dev.tain.transport.netty.ServerWay;
import dev.tain.transport.netty.SocketFailure;
import dev.tain.transport.netty.SocketKind;
import dev.tain.transport.netty.tls.ServerCertificate;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One UDP port with all connections of a server. A connection has one stream, which the client opens; it lives as long as
 * the stream. Until the stream is there it is a newcomer, bounded in time and number.
 */
final class QuicServerWay implements ServerWay {
    private static final int NEWCOMERS_MAX = 1_024;

    private final ServerCertificate certificate;
    private final QuicSettings settings;

    QuicServerWay(ServerCertificate certificate, QuicSettings settings) {
        this.certificate = certificate;
        this.settings = settings;
    }

    @Override
    public ChannelFuture bind(
            EventLoopGroup group,
            InetSocketAddress local,
            ByteBufAllocator allocator,
            ChannelHandler children,
            Consumer<SocketFailure> refused) {
        NativeLibrary.require();
        QuicSslContext context = QuicSslContextBuilder.forServer(
                        certificate.key(), null, certificate.chain().toArray(new X509Certificate[0]))
                .applicationProtocols(QuicLimits.PROTOCOL)
                .build();
        Newcomers<QuicChannel> newcomers = new Newcomers<>(NEWCOMERS_MAX);
        ChannelHandler codec = QuicLimits.set(new QuicServerCodecBuilder(), settings)
                .sslContext(context)
                .initialMaxStreamsBidirectional(1)
                .tokenHandler(new AddressTokens(new SecureRandom(), System::nanoTime))
                .option(ChannelOption.ALLOCATOR, allocator)
                .handler(new ChannelInitializer<QuicChannel>() {
                    @Override
                    protected void initChannel(QuicChannel connection) {
                        connection.pipeline().addLast(new QuicLane(), new Newcomer(newcomers, refused));
                    }
                })
                .streamOption(ChannelOption.ALLOCATOR, allocator)
                .streamHandler(new ChannelInitializer<QuicStreamChannel>() {
                    @Override
                    protected void initChannel(QuicStreamChannel stream) {
                        stream.closeFuture()
                                .addListener(closed -> stream.parent().close());
                        stream.pipeline().addLast(children);
                    }
                })
                .build();
        return new Bootstrap()
                .group(group)
                .channel(SocketKind.of(group).datagrams())
                .option(ChannelOption.ALLOCATOR, allocator)
                .handler(codec)
                .bind(local);
    }

    /** Everything goes through the one port: while it pauses, nothing moves at all. */
    @Override
    public boolean isApart() {
        return false;
    }

    /** Waits for the stream of a connection. */
    private final class Newcomer extends ChannelInboundHandlerAdapter {
        private final Newcomers<QuicChannel> newcomers;
        private final Consumer<SocketFailure> refused;
        private SocketFailure failure =
                new SocketFailure(DisconnectReason.CONNECTION_LOST, "The handshake of QUIC was not completed.");
        private boolean isOver;
        private @Nullable Future<?> deadline;

        Newcomer(Newcomers<QuicChannel> newcomers, Consumer<SocketFailure> refused) {
            this.newcomers = newcomers;
            this.refused = refused;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            QuicChannel connection = (QuicChannel) context.channel();
            int millis = settings.sockets().handshakeTimeoutMillis();
            deadline = context.executor()
                    .schedule(
                            () -> giveUp(connection, "The handshake took longer than " + millis + " ms."),
                            millis,
                            TimeUnit.MILLISECONDS);
            connection.closeFuture().addListener(closed -> {
                if (!isOver) {
                    leave(connection);
                    refused.accept(failure);
                }
            });
            QuicChannel oldest = newcomers.add(connection);
            if (oldest != null) {
                oldest.close();
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof QuicStreamChannel && !isOver) {
                leave((QuicChannel) context.channel());
            }
            context.fireChannelRead(message); // to whom makes a channel of a stream
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // The connection says so to the other side, and ends by itself.
            failure = new SocketFailure(
                    DisconnectReason.TRANSPORT_FAILED, "The handshake of QUIC failed: " + cause.getMessage() + ".");
        }

        private void giveUp(QuicChannel connection, String detail) {
            if (!isOver) {
                failure = new SocketFailure(DisconnectReason.TRANSPORT_FAILED, detail);
                connection.close();
            }
        }

        private void leave(QuicChannel connection) {
            isOver = true;
            newcomers.remove(connection);
            if (deadline != null) {
                deadline.cancel(false);
            }
        }
    }
}
