package dev.tain.benchmarks.transports;

import dev.tain.benchmarks.echo.Echo;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.FixedLengthFrameDecoder;
import java.net.InetSocketAddress;

/**
 * What is written by hand on Netty: {@code tcp}, fixed-length frames; or {@code udp}, one message a datagram, where
 * nothing is sent again. It answers on the event loop, and flushes what one read brought.
 */
@SuppressWarnings("FutureReturnValueIgnored") // void promises: nobody asks, as the fastest code would not
public final class NettyEcho implements Echo {
    private final boolean isTcp;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    /** @param protocol {@code tcp} or {@code udp} */
    public NettyEcho(String protocol) {
        isTcp = protocol.equals("tcp");
    }

    @Override
    public int serve(int tickMicros) throws Exception {
        Channel server = isTcp
                ? new ServerBootstrap()
                        .group(loop)
                        .channel(NioServerSocketChannel.class)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                channel.pipeline().addLast(new FixedLengthFrameDecoder(MESSAGE_BYTES), new Answer());
                            }
                        })
                        .bind("127.0.0.1", 0)
                        .sync()
                        .channel()
                : new Bootstrap()
                        .group(loop)
                        .channel(NioDatagramChannel.class)
                        .option(ChannelOption.SO_RCVBUF, 7 << 20)
                        .handler(new Answer())
                        .bind("127.0.0.1", 0)
                        .sync()
                        .channel();
        return ((InetSocketAddress) server.localAddress()).getPort();
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
    public Clients connect(int port, int count, Arrivals arrivals) throws Exception {
        Channel[] clients = new Channel[count];
        for (int i = 0; i < count; i++) {
            Arrive arrive = new Arrive(i, arrivals);
            Bootstrap bootstrap = new Bootstrap().group(loop);
            if (isTcp) {
                bootstrap
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .handler(new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                channel.pipeline().addLast(new FixedLengthFrameDecoder(MESSAGE_BYTES), arrive);
                            }
                        });
            } else {
                bootstrap.channel(NioDatagramChannel.class).handler(arrive);
            }
            clients[i] = bootstrap.connect("127.0.0.1", port).sync().channel();
        }
        return new Clients() {
            private final boolean[] isDirty = new boolean[count];

            @Override
            public void send(int client, byte[] message) {
                Channel channel = clients[client];
                ByteBuf buffer = channel.alloc().ioBuffer(message.length).writeBytes(message);
                channel.write(buffer, channel.voidPromise());
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
        };
    }

    private static final class Arrive extends ChannelInboundHandlerAdapter {
        private final int client;
        private final Arrivals arrivals;

        Arrive(int client, Arrivals arrivals) {
            this.client = client;
            this.arrivals = arrivals;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = message instanceof DatagramPacket packet ? packet.content() : (ByteBuf) message;
            arrivals.arrived(client, bytes.getLongLE(bytes.readerIndex()));
            bytes.release();
        }
    }
}
