package dev.tain.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.util.Set;

/**
 * Whose sockets the I/O threads move: the one place that decides. The threads are made for one kind, and whoever opens a
 * socket on them asks {@link #of} for its classes.
 */
public enum SocketKind {
    /** Java's own, on every system. */
    NIO(NioServerSocketChannel.class, NioSocketChannel.class, NioDatagramChannel.class) {
        @Override
        IoHandlerFactory handlers() {
            return NioIoHandler.newFactory();
        }
    },

    /** Linux's, by a native library of Netty's. */
    EPOLL(EpollServerSocketChannel.class, EpollSocketChannel.class, EpollDatagramChannel.class) {
        @Override
        IoHandlerFactory handlers() {
            return EpollIoHandler.newFactory();
        }

        @Override
        public boolean cutsDatagrams() {
            return EpollDatagramChannel.isSegmentedDatagramPacketSupported();
        }

        @Override
        public DatagramPacket datagrams(ByteBuf bytes, int datagramBytes, InetSocketAddress to) {
            return new SegmentedDatagramPacket(bytes, datagramBytes, to);
        }

        // EIO of a network card that computes no checksums, EINVAL and EMSGSIZE of a path for smaller datagrams.
        @Override
        public boolean failedToCut(Throwable cause) {
            return cause instanceof Errors.NativeIoException failure && CUT_FAILURES.contains(-failure.expectedErr());
        }
    };

    private static final Set<Integer> CUT_FAILURES = Set.of(5, 22, 90); // Linux's errno

    private final Class<? extends ServerSocketChannel> server;
    private final Class<? extends SocketChannel> client;
    private final Class<? extends DatagramChannel> datagrams;

    SocketKind(
            Class<? extends ServerSocketChannel> server,
            Class<? extends SocketChannel> client,
            Class<? extends DatagramChannel> datagrams) {
        this.server = server;
        this.client = client;
        this.datagrams = datagrams;
    }

    /** The best kind this system has, or Java's if native ones are not wanted. */
    static SocketKind available(boolean nativeWanted) {
        return nativeWanted && Epoll.isAvailable() ? EPOLL : NIO;
    }

    /** The kind these threads were made for. */
    public static SocketKind of(EventLoopGroup threads) {
        return threads instanceof IoEventLoopGroup group && group.isIoType(EpollIoHandler.class) ? EPOLL : NIO;
    }

    abstract IoHandlerFactory handlers();

    /** Listens for TCP. */
    public Class<? extends ServerSocketChannel> server() {
        return server;
    }

    /** Connects by TCP. */
    public Class<? extends SocketChannel> client() {
        return client;
    }

    /** UDP. */
    public Class<? extends DatagramChannel> datagrams() {
        return datagrams;
    }

    /** Whether the system takes many datagrams at once and cuts them apart: UDP_SEGMENT, of Linux 4.18 and later. */
    public boolean cutsDatagrams() {
        return false;
    }

    /** What such a socket takes: datagrams of one size to one address, of which the last may be smaller. */
    public DatagramPacket datagrams(ByteBuf bytes, int datagramBytes, InetSocketAddress to) {
        throw new UnsupportedOperationException(this + " takes one datagram at a time.");
    }

    /** Whether a write failed because the network or its card does not do that. */
    public boolean failedToCut(Throwable cause) {
        return false;
    }
}
