package dev.tain.benchmarks.transports;

import dev.tain.benchmarks.echo.Echo;
import dev.tain.transport.netty.tls.ServerCertificate;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.FixedLengthFrameDecoder;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.FingerprintTrustManagerFactory;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLException;

/**
 * What is written by hand on Netty: {@code tcp} and {@code tls}, fixed-length frames; {@code wss}, binary frames of a
 * WebSocket; or {@code udp}, one message a datagram, where nothing is sent again. It answers on the event loop, and
 * flushes what one read brought. Sockets are of the same kind as Tain's, and TLS is Java's too.
 */
@SuppressWarnings("FutureReturnValueIgnored") // void promises: nobody asks, as the fastest code would not
public final class NettyEcho implements Echo {
    private static final int HTTP_BYTES_MAX = 8_192;

    private final String protocol;
    private final boolean isNative = Epoll.isAvailable();
    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, isNative ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());

    /** @param protocol {@code tcp}, {@code tls}, {@code wss} or {@code udp} */
    public NettyEcho(String protocol) {
        this.protocol = protocol;
    }

    private boolean isUdp() {
        return protocol.equals("udp");
    }

    private boolean isWebSocket() {
        return protocol.equals("wss");
    }

    /** The port, and the fingerprint of the certificate behind a space if there is one. */
    @Override
    public String serve(int tickMicros) throws Exception {
        if (isUdp()) {
            return port(new Bootstrap()
                    .group(loop)
                    .channel(isNative ? EpollDatagramChannel.class : NioDatagramChannel.class)
                    .option(ChannelOption.SO_RCVBUF, 7 << 20)
                    .handler(new Answer())
                    .bind("127.0.0.1", 0)
                    .sync()
                    .channel());
        }
        ServerCertificate certificate = ServerCertificate.development();
        SslContext tls = SslContextBuilder.forServer(
                        certificate.key(), certificate.chain().toArray(new X509Certificate[0]))
                .sslProvider(SslProvider.JDK)
                .build();
        Channel server = new ServerBootstrap()
                .group(loop)
                .channel(isNative ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (!protocol.equals("tcp")) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                        }
                        if (isWebSocket()) {
                            channel.pipeline()
                                    .addLast(
                                            new HttpServerCodec(),
                                            new HttpObjectAggregator(HTTP_BYTES_MAX),
                                            new WebSocketServerProtocolHandler("/"));
                        } else {
                            channel.pipeline().addLast(new FixedLengthFrameDecoder(MESSAGE_BYTES));
                        }
                        channel.pipeline().addLast(new Answer());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        return port(server) + " " + certificate.fingerprint();
    }

    private static String port(Channel server) {
        return Integer.toString(((InetSocketAddress) server.localAddress()).getPort());
    }

    private static final class Answer extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            Object answer = message instanceof DatagramPacket packet
                    ? new DatagramPacket(packet.content(), packet.sender())
                    : message;
            context.write(answer, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }

    @Override
    public Clients connect(String server, int count, Arrivals arrivals) throws Exception {
        String[] words = server.split(" ", -1);
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(words[0]));
        CountDownLatch ready = new CountDownLatch(count);
        Bootstrap bootstrap = new Bootstrap().group(loop);
        if (isUdp()) {
            bootstrap.channel(isNative ? EpollDatagramChannel.class : NioDatagramChannel.class);
        } else {
            bootstrap
                    .channel(isNative ? EpollSocketChannel.class : NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true);
        }
        SslContext tls = isUdp() || protocol.equals("tcp") ? null : trusting(words[1]);
        Channel[] clients = new Channel[count];
        for (int i = 0; i < count; i++) {
            Arrive arrive = new Arrive(i, arrivals, ready, isWebSocket());
            clients[i] = bootstrap
                    .clone()
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            if (tls != null) {
                                channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                            }
                            channel.pipeline().addLast(stages(address));
                            channel.pipeline().addLast(arrive);
                        }
                    })
                    .connect(address)
                    .sync()
                    .channel();
        }
        ready.await();
        return new Senders(clients, isWebSocket());
    }

    private static SslContext trusting(String fingerprint) throws SSLException {
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .endpointIdentificationAlgorithm("")
                .trustManager(FingerprintTrustManagerFactory.builder("SHA-256")
                        .fingerprints(fingerprint)
                        .build())
                .build();
    }

    private ChannelHandler[] stages(InetSocketAddress address) {
        List<ChannelHandler> stages = new ArrayList<>();
        if (isWebSocket()) {
            stages.add(new HttpClientCodec());
            stages.add(new HttpObjectAggregator(HTTP_BYTES_MAX));
            stages.add(new WebSocketClientProtocolHandler(WebSocketClientProtocolConfig.newBuilder()
                    .webSocketUri("wss://127.0.0.1:" + address.getPort() + "/")
                    .build()));
        } else if (!isUdp()) {
            stages.add(new FixedLengthFrameDecoder(MESSAGE_BYTES));
        }
        return stages.toArray(new ChannelHandler[0]);
    }

    private static final class Arrive extends ChannelInboundHandlerAdapter {
        private final int client;
        private final Arrivals arrivals;
        private final CountDownLatch ready;
        private final boolean isWebSocket;

        Arrive(int client, Arrivals arrivals, CountDownLatch ready, boolean isWebSocket) {
            this.client = client;
            this.arrivals = arrivals;
            this.ready = ready;
            this.isWebSocket = isWebSocket;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (!isWebSocket) {
                ready.countDown();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                ready.countDown();
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = message instanceof ByteBufHolder holder ? holder.content() : (ByteBuf) message;
            arrivals.arrived(client, bytes.getLongLE(bytes.readerIndex()));
            bytes.release();
        }
    }

    private static final class Senders implements Clients {
        private final Channel[] clients;
        private final boolean[] isDirty;
        private final boolean isWebSocket;

        Senders(Channel[] clients, boolean isWebSocket) {
            this.clients = clients;
            this.isWebSocket = isWebSocket;
            isDirty = new boolean[clients.length];
        }

        @Override
        public void send(int client, byte[] message) {
            Channel channel = clients[client];
            ByteBuf buffer = channel.alloc().ioBuffer(message.length).writeBytes(message);
            channel.write(isWebSocket ? new BinaryWebSocketFrame(buffer) : buffer, channel.voidPromise());
            isDirty[client] = true;
        }

        @Override
        public void flush() {
            for (int i = 0; i < clients.length; i++) {
                if (isDirty[i]) {
                    isDirty[i] = false;
                    clients[i].flush();
                }
            }
        }

        @Override
        public void poll() {}
    }
}
