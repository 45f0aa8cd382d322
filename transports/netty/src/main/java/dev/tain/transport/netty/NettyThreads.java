package dev.tain.transport.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * I/O threads. A transport makes its own unless {@link SocketSettings.Builder#sharedThreads} gives it some, which is for
 * programs with many clients: bots, tests, gateways. They are daemons and never keep a program alive; only a client that
 * has just disconnected does, until its last bytes have left or the linger time is over.
 */
public final class NettyThreads implements AutoCloseable {
    private static final int CLOSE_MILLIS = 2_000;

    private final EventLoopGroup group;
    private final Goodbyes goodbyes = new Goodbyes();

    public NettyThreads(int count) {
        this(count, "tain-shared", true);
    }

    /**
     * Threads for sockets of one kind.
     *
     * @param name what the threads are called, a number behind it
     * @param nativeSockets whether the sockets may be the system's own, where it has some; else they are Java's
     */
    public NettyThreads(int count, String name, boolean nativeSockets) {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + "; at least one thread is needed.");
        }
        group = new MultiThreadIoEventLoopGroup(
                count,
                new DefaultThreadFactory(name, true),
                SocketKind.available(nativeSockets).handlers());
    }

    /** For transports. */
    public EventLoopGroup group() {
        return group;
    }

    /** For transports. */
    public Goodbyes goodbyes() {
        return goodbyes;
    }

    /**
     * For transports: does something on an I/O thread. False for shared threads that were closed under a transport: its
     * connections are gone with them.
     */
    public static boolean execute(EventLoop loop, Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Ends the threads, and with them at once every connection that uses them. Waits for it, two seconds at most. */
    @Override
    public void close() {
        end();
        group.terminationFuture().awaitUninterruptibly(CLOSE_MILLIS);
    }

    /** Begins to end the threads; from any thread. */
    public void end() {
        group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
