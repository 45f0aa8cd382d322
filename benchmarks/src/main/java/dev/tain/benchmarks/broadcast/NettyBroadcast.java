package dev.tain.benchmarks.broadcast;

import dev.tain.benchmarks.codec.ScoreMessage;
import dev.tain.value.Vector3;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody who knows Netty writes by hand for this one message: everything on the event loop, one byte of length,
 * fixed-width fields. {@code batched} gathers a group per connection into one buffer and flushes once what the window
 * lets go, as Tain gathers a tick; otherwise every message is flushed.
 */
@SuppressWarnings("FutureReturnValueIgnored") // void promises: nobody asks, as the fastest code would not
final class NettyBroadcast implements Contender {
    private static final int MESSAGE_BYTES = 2 + 4 + 12 + 4;
    private static final int SCORE_ID = 4711;

    private final boolean batched;
    private final Progress progress = new Progress();
    private final List<Channel> clients = new ArrayList<>();

    NettyBroadcast(boolean batched) {
        this.batched = batched;
    }

    @Override
    public int serve() throws Exception {
        MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new AckReader(clients.size()));
                        clients.add(channel);
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    private final class AckReader extends ChannelInboundHandlerAdapter {
        private final int client;

        AckReader(int client) {
            this.client = client;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.channel().eventLoop().execute(NettyBroadcast.this::broadcast);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            for (int i = bytes.readableBytes(); i > 0; i--) {
                progress.acknowledge(client);
            }
            bytes.release();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            broadcast();
        }
    }

    private void broadcast() {
        if (clients.size() < CLIENTS) {
            return;
        }
        ScoreMessage message = new ScoreMessage(123456, new Vector3(1.5f, -2.25f, 3), 3);
        boolean written = false;
        while (progress.trySendGroup()) {
            if (batched) {
                writeGroup(message);
                written = true;
            } else {
                for (int i = 0; i < GROUP; i++) {
                    sendOne(message);
                }
            }
        }
        if (written) {
            clients.forEach(Channel::flush);
        }
    }

    private void writeGroup(ScoreMessage message) {
        ByteBuf[] batches = new ByteBuf[CLIENTS];
        for (int client = 0; client < CLIENTS; client++) {
            batches[client] = clients.get(client).alloc().ioBuffer(GROUP * (1 + MESSAGE_BYTES));
        }
        ByteBuf encoded = clients.get(0).alloc().buffer(1 + MESSAGE_BYTES);
        for (int i = 0; i < GROUP; i++) {
            encoded.clear();
            write(encoded, message);
            for (int client = 0; client < CLIENTS; client++) {
                batches[client].writeBytes(encoded, 0, encoded.writerIndex());
            }
        }
        encoded.release();
        for (int client = 0; client < CLIENTS; client++) {
            Channel channel = clients.get(client);
            channel.write(batches[client], channel.voidPromise());
        }
    }

    private void sendOne(ScoreMessage message) {
        ByteBuf encoded = clients.get(0).alloc().ioBuffer(1 + MESSAGE_BYTES);
        write(encoded, message);
        for (int client = 0; client < CLIENTS; client++) {
            Channel channel = clients.get(client);
            channel.writeAndFlush(encoded.retainedDuplicate(), channel.voidPromise());
        }
        encoded.release();
    }

    private static void write(ByteBuf out, ScoreMessage message) {
        out.writeByte(MESSAGE_BYTES);
        out.writeShortLE(SCORE_ID);
        out.writeIntLE(message.score());
        out.writeFloatLE(message.scorePos().x());
        out.writeFloatLE(message.scorePos().y());
        out.writeFloatLE(message.scorePos().z());
        out.writeIntLE(message.lives());
    }

    @Override
    public void connect(int port, Delivered delivered) throws Exception {
        MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new ScoreReader(delivered));
                    }
                });
        for (int i = 0; i < CLIENTS; i++) {
            bootstrap.connect("127.0.0.1", port).sync();
        }
    }

    private static final class ScoreReader extends ByteToMessageDecoder {
        private final Delivered delivered;
        private int sum;
        private int count;

        ScoreReader(Delivered delivered) {
            this.delivered = delivered;
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            while (in.readableBytes() > MESSAGE_BYTES) {
                int length = in.readUnsignedByte();
                int id = in.readUnsignedShortLE();
                if (length != MESSAGE_BYTES || id != SCORE_ID) {
                    throw new IllegalStateException("out of step");
                }
                ScoreMessage message = new ScoreMessage(
                        in.readIntLE(),
                        new Vector3(in.readFloatLE(), in.readFloatLE(), in.readFloatLE()),
                        in.readIntLE());
                heard(context, message);
            }
        }

        private void heard(ChannelHandlerContext context, ScoreMessage message) {
            sum += message.score() + (int) message.scorePos().z() + message.lives();
            if (++count % ACK_EVERY == 0) {
                delivered.add(ACK_EVERY, sum);
                context.writeAndFlush(context.alloc().buffer(1).writeByte(1), context.voidPromise());
            }
        }
    }
}
