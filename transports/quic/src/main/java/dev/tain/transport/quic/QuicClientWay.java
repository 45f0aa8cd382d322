package dev.tain.transport.quic;

import dev.tain.transport.netty.ClientWay;
import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.SocketFailure;
import dev.tain.transport.netty.SocketKind;
import dev.tain.transport.netty.tls.ServerTrust;
import dev.tain.transport.netty.tls.TlsFailure;
import dev.tain.transport.netty.tls.TrustWitness;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;

/** A UDP socket for each connection, which is connected to the server, so that the system tells if nobody is there. */
final class QuicClientWay implements ClientWay {
    private final HostAddress server;
    private final ServerTrust trust;
    private final QuicSettings settings;

    QuicClientWay(HostAddress server, ServerTrust trust, QuicSettings settings) {
        this.server = server;
        this.trust = trust;
        this.settings = settings;
    }

    @Override
    public Runnable connect(EventLoop loop, InetSocketAddress to, ByteBufAllocator allocator, Outcome outcome) {
        TrustWitness witness = new TrustWitness(trust);
        QuicSslContext context = QuicSslContextBuilder.forClient()
                .trustManager(witness)
                .endpointIdentificationAlgorithm(trust.checksHostNames() ? "HTTPS" : "")
                .applicationProtocols(QuicLimits.PROTOCOL)
                .build();
        // An engine of our own making knows the host, without which no name can be compared.
        ChannelHandler codec = QuicLimits.set(new QuicClientCodecBuilder(), settings)
                .sslEngineProvider(connection -> context.newEngine(allocator, server.host(), server.port()))
                .build();
        Try attempt = new Try(to, allocator, outcome, witness);
        ChannelFuture opening = new Bootstrap()
                .group(loop)
                .channel(SocketKind.of(loop).datagrams())
                .option(ChannelOption.ALLOCATOR, allocator)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel socket) {
                        socket.pipeline().addLast(codec, attempt);
                    }
                })
                .connect(to);
        opening.addListener(done -> attempt.opened(opening));
        return () -> opening.channel().close();
    }

    /** One attempt; in the socket's pipeline to hear that nobody is there. */
    private final class Try extends ChannelInboundHandlerAdapter {
        private final InetSocketAddress to;
        private final ByteBufAllocator allocator;
        private final Outcome outcome;
        private final TrustWitness witness;
        private boolean isOver;

        Try(InetSocketAddress to, ByteBufAllocator allocator, Outcome outcome, TrustWitness witness) {
            this.witness = witness;
            this.to = to;
            this.allocator = allocator;
            this.outcome = outcome;
        }

        void opened(ChannelFuture opening) {
            if (!opening.isSuccess()) {
                fail(opening.channel(), opening.cause());
                return;
            }
            QuicChannel.newBootstrap(opening.channel())
                    .option(ChannelOption.ALLOCATOR, allocator)
                    .streamOption(ChannelOption.ALLOCATOR, allocator)
                    .handler(new QuicLane())
                    .streamHandler(new ChannelInboundHandlerAdapter())
                    .remoteAddress(to)
                    .connect()
                    .addListener((Future<QuicChannel> connected) -> {
                        if (connected.isSuccess()) {
                            open(opening.channel(), connected.getNow());
                        } else {
                            fail(opening.channel(), TlsFailure.inWords(server, witness.explain(connected.cause())));
                        }
                    });
        }

        private void open(Channel socket, QuicChannel connection) {
            connection.closeFuture().addListener(closed -> socket.close());
            connection
                    .createStream(QuicStreamType.BIDIRECTIONAL, new ChannelInitializer<QuicStreamChannel>() {
                        @Override
                        protected void initChannel(QuicStreamChannel stream) {
                            stream.closeFuture().addListener(closed -> connection.close());
                            isOver = true;
                            outcome.reached(stream);
                        }
                    })
                    .addListener(created -> {
                        if (!created.isSuccess()) {
                            fail(socket, created.cause());
                        }
                    });
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (SocketFailure.isRefusal(cause)) {
                fail(context.channel(), cause);
            }
        }

        private void fail(Channel socket, Throwable cause) {
            socket.close(); // a server that hears no more of it has its own deadline
            if (!isOver) {
                isOver = true;
                outcome.failed(cause);
            }
        }
    }
}
