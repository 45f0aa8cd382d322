package dev.tain.transport.kcp;

import dev.tain.transport.netty.SocketKind;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One UDP socket and the clock of the engine behind it. Everything happens on the socket's I/O thread: datagrams go to
 * the engine as they come, and the engine is advanced after each handful of them and whenever something is due.
 */
final class Datagrams extends ChannelInboundHandlerAdapter {
    /** Datagrams that may wait for the system to take them; beyond that they are lost, as on any network. */
    private static final int WRITE_BYTES_MAX = 1 << 20;

    /** Datagrams after which the system is given what was written. */
    private static final int WRITES_MAX = 64;

    private static final int READS_MAX = 64;

    /** What a socket's engine does. */
    interface Engine {
        void receive(InetSocketAddress from, byte[] bytes, int offset, int length, int now);

        /** Returns when it is to be called next. */
        int advance(int now);

        /** The system said something about the socket. */
        void failed(Throwable cause);
    }

    private final EventLoop loop;
    private final SocketKind kind;
    private final Engine engine;
    private final byte[] scratch;
    private final Train train = new Train();
    private boolean isTrainTaken;
    private final long startNanos = System.nanoTime();
    private @Nullable Channel channel;
    private int unflushed;
    private @Nullable Future<?> next;
    private int nextAt;
    private boolean isClosed;

    Datagrams(EventLoop loop, Engine engine, KcpSettings settings) {
        this.loop = loop;
        this.engine = engine;
        kind = SocketKind.of(loop);
        isTrainTaken = kind.cutsDatagrams();
        scratch = new byte[settings.parameters().datagramBytes() + 1]; // one more, so that what is too long shows
    }

    /** The socket's options; to be bound or connected by the caller. */
    Bootstrap bootstrap(KcpSettings settings) {
        return new Bootstrap()
                .group(loop)
                .channel(kind.datagrams())
                .option(ChannelOption.SO_RCVBUF, settings.socketBufferBytes())
                .option(ChannelOption.SO_SNDBUF, settings.socketBufferBytes())
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(settings.parameters().datagramBytes() + 1)
                                .maxMessagesPerRead(READS_MAX))
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(WRITE_BYTES_MAX / 2, WRITE_BYTES_MAX))
                .handler(this);
    }

    EventLoop loop() {
        return loop;
    }

    /** Milliseconds since this socket was made; wraps around. */
    int now() {
        return (int) ((System.nanoTime() - startNanos) / 1_000_000);
    }

    @Override
    public void channelRegistered(ChannelHandlerContext context) {
        channel = context.channel();
        context.fireChannelRegistered();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        try {
            if (packet.sender().getPort() == 0) {
                return; // nobody can be answered there
            }
            ByteBuf content = packet.content();
            int length = content.readableBytes();
            content.readBytes(scratch, 0, length);
            engine.receive(packet.sender(), scratch, 0, length, now());
        } finally {
            packet.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        advance();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        engine.failed(cause); // and no more: this may be in the middle of a flush
    }

    /** Sends a datagram, or loses it when the system does not keep up. */
    void send(InetSocketAddress to, byte[] bytes, int length) {
        Channel socket = channel;
        if (socket == null || !socket.isWritable() || isClosed) {
            return;
        }
        if (!train.isEmpty() && !(isTrainTaken && train.takes(to, length))) {
            depart(socket);
        }
        train.add(to, bytes, length);
        if (++unflushed >= WRITES_MAX) {
            flush();
        }
    }

    private void depart(Channel socket) {
        if (train.isLong()) {
            socket.write(train.depart(kind, socket.alloc())).addListener(done -> departed(done.cause()));
        } else {
            socket.write(train.depart(kind, socket.alloc()), socket.voidPromise());
        }
    }

    /** Some networks' drivers take no trains; what was lost is sent again. */
    private void departed(@Nullable Throwable cause) {
        if (cause != null && kind.failedToCut(cause)) {
            isTrainTaken = false;
        }
    }

    private void flush() {
        if (channel != null && unflushed > 0) {
            unflushed = 0;
            depart(channel);
            channel.flush();
        }
    }

    /** Does what is due, sends what came of it, and sees to it that this is called again in time. */
    void advance() {
        if (isClosed) {
            return;
        }
        int now = now();
        int due = engine.advance(now);
        flush();
        if (isClosed) {
            return;
        }
        if (next == null || due - nextAt < 0) {
            if (next != null) {
                next.cancel(false);
            }
            nextAt = due;
            next = loop.schedule(this::wake, Math.max(1, due - now), TimeUnit.MILLISECONDS);
        }
    }

    private void wake() {
        next = null;
        advance();
    }

    /** Closes the socket; nothing is called any more. */
    @Nullable
    ChannelFuture close() {
        flush();
        isClosed = true;
        if (next != null) {
            next.cancel(false);
        }
        return channel == null ? null : channel.close();
    }
}
