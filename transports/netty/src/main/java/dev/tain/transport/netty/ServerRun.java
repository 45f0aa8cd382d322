package dev.tain.transport.netty;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.ServerTransport;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server transport from one start to its stop: with the run goes everything it held, so nothing of it can show up in
 * the next one.
 *
 * <p>Connections are numbered when a poll first hears of them. Until then they are strangers, and there may only be so
 * many: then accepting pauses until a poll has met them, and the rest waits in the system's backlog. Where the protocol
 * has a handshake, a socket is no connection until it is over; one that fails it is counted, and no poll hears of it.
 */
final class ServerRun extends ChannelInitializer<Channel>
        implements StreamConnection.Receiver, StreamConnection.Watcher {
    private static final int STRANGERS_MAX = 1024;
    private static final int HANDSHAKES_MAX = 1024;
    private static final int CLOSE_MILLIS = 1_000;

    private final SocketSettings settings;
    private final ServerWay way;
    private final Stages stages;
    private final NettyThreads threads;
    private final ReadyQueue<StreamConnection> ready = new ReadyQueue<>();
    private final NeverPolled neverPolled;
    private final AtomicInteger strangers = new AtomicInteger();
    private final Newcomers<StreamConnection> newcomers = new Newcomers<>(HANDSHAKES_MAX);
    private final Refusals refusals;

    // Sockets that are open, with those that are saying goodbye. Any thread.
    private final ChannelGroup sockets = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private volatile boolean isStopped;
    private volatile @Nullable Channel acceptor;

    // The game's thread. One write queue for each I/O thread; they are made by those threads, guarded by the list.
    private final List<WriteQueue> writeQueues = new ArrayList<>();
    private final IntObjectHashMap<StreamConnection> connections = new IntObjectHashMap<>();
    private final ArrayList<StreamConnection> dirty = new ArrayList<>();
    private int lastId;
    private ServerTransport.@Nullable Listener polling; // during a poll only

    private ServerRun(HostAddress address, SocketSettings settings, ServerWay way, Stages stages, Refusals refusals) {
        this.settings = settings;
        this.way = way;
        this.stages = stages;
        this.refusals = refusals;
        NettyThreads shared = settings.sharedThreads();
        threads = shared != null
                ? shared
                : new NettyThreads(
                        settings.ioThreads(), "tain-" + address.scheme() + "-server", settings.nativeSockets());
        neverPolled = new NeverPolled(
                "The server " + address.scheme() + "://" + address + " has had a connection",
                settings.neverPolledMillis());
    }

    static ServerRun start(
            HostAddress address,
            SocketSettings settings,
            ServerWay way,
            Stages stages,
            Refusals refusals,
            ByteBufAllocator allocator) {
        ServerRun run = new ServerRun(address, settings, way, stages, refusals);
        try {
            run.listen(address, allocator);
        } catch (RuntimeException e) {
            run.endThreads();
            throw e;
        }
        return run;
    }

    private void listen(HostAddress address, ByteBufAllocator allocator) {
        InetAddress local;
        try {
            local = InetAddress.getByName(address.host());
        } catch (UnknownHostException e) {
            throw SocketFailure.ofBind(address, e);
        }
        ChannelFuture bound = way.bind(
                        threads.group(),
                        new InetSocketAddress(local, address.port()),
                        allocator,
                        this,
                        failure -> refusals.add(failure.reason(), failure.detail()))
                .awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            throw SocketFailure.ofBind(address, cause);
        }
        acceptor = bound.channel();
    }

    int port() {
        return ((InetSocketAddress) acceptor().localAddress()).getPort();
    }

    // ---------------------------------------------------------------- the I/O threads

    @Override
    public boolean isSharable() {
        return true;
    }

    @Override
    protected void initChannel(Channel socket) {
        sockets.add(socket);
        if (isStopped || !way.isApart() && strangers.get() >= STRANGERS_MAX) {
            socket.close();
            return;
        }
        StreamConnection connection = new StreamConnection(settings, stages, ready, this, this);
        connection.join(socket, writeQueueOf(socket.eventLoop()));
        if (stages.hasHandshake()) {
            connection.expectHandshake(settings.handshakeTimeoutMillis());
            StreamConnection oldest = newcomers.add(connection);
            if (oldest != null) {
                oldest.makeWay();
            }
        }
    }

    @Override
    public void established(StreamConnection connection) {
        newcomers.remove(connection);
        if (strangers.incrementAndGet() >= STRANGERS_MAX && way.isApart()) {
            connection.channel().parent().eventLoop().execute(this::pauseOrResumeAccepting);
        }
        neverPolled.watch(connection.channel().eventLoop());
    }

    @Override
    public void refused(StreamConnection connection, @Nullable SocketFailure failure) {
        newcomers.remove(connection);
        if (failure != null) {
            refusals.add(failure.reason(), failure.detail());
        }
    }

    /** Looks at the count itself, on one thread: whoever asked for it last, the outcome fits what is. */
    private void pauseOrResumeAccepting() {
        Channel listening = acceptor;
        if (listening != null) {
            listening.config().setAutoRead(strangers.get() < STRANGERS_MAX);
        }
    }

    private WriteQueue writeQueueOf(EventLoop loop) {
        synchronized (writeQueues) {
            for (WriteQueue queue : writeQueues) {
                if (queue.loop() == loop) {
                    return queue;
                }
            }
            WriteQueue queue = new WriteQueue(loop);
            writeQueues.add(queue);
            return queue;
        }
    }

    // ---------------------------------------------------------------- the game's thread

    void poll(ServerTransport.Listener listener) {
        neverPolled.polled();
        ready.beginPoll();
        polling = listener;
        try {
            for (StreamConnection next = ready.next(); next != null && !isStopped; next = ready.next()) {
                poll(next, listener);
            }
        } finally {
            polling = null;
        }
    }

    private void poll(StreamConnection connection, ServerTransport.Listener listener) {
        if (connection.isDone()) {
            return;
        }
        boolean isListenerFine = false;
        try {
            introduce(connection, listener);
            DisconnectReason ending = connection.isDone() ? null : connection.poll();
            if (ending != null) {
                listener.disconnected(connection.id(), ending, connection.endingDetail());
            }
            isListenerFine = true;
        } finally {
            if (!isListenerFine) {
                connection.abort(); // it may have missed something: nothing after that makes sense
            }
            if (connection.isDone()) {
                forget(connection.id());
            }
        }
    }

    private void introduce(StreamConnection connection, ServerTransport.Listener listener) {
        if (connection.id() != 0) {
            return;
        }
        connection.introduce(++lastId);
        connections.put(connection.id(), connection);
        if (strangers.getAndDecrement() == STRANGERS_MAX && way.isApart()) {
            NettyThreads.execute(acceptor().eventLoop(), this::pauseOrResumeAccepting);
        }
        listener.connected(connection.id(), connection.address());
    }

    @Override
    public void received(
            StreamConnection connection, dev.tain.transport.Channel channel, byte[] bytes, int offset, int length) {
        if (polling != null) {
            polling.received(connection.id(), channel, bytes, offset, length);
        }
    }

    void send(int id, boolean isReliable, byte[] bytes, int offset, int length) {
        StreamConnection connection = connections.get(id);
        if (connection != null && connection.send(bytes, offset, length, isReliable)) {
            dirty.add(connection);
        }
    }

    void flush() {
        for (int i = 0; i < dirty.size(); i++) {
            dirty.get(i).handOver();
        }
        dirty.clear();
        synchronized (writeQueues) {
            for (int i = 0; i < writeQueues.size(); i++) {
                writeQueues.get(i).submit();
            }
        }
    }

    @Nullable
    StreamConnection find(int id) {
        return connections.get(id);
    }

    int openSockets() {
        return sockets.size();
    }

    void forget(int id) {
        connections.remove(id);
    }

    void stop() {
        isStopped = true;
        neverPolled.polled();
        if (way.isApart()) {
            acceptor().close().awaitUninterruptibly(CLOSE_MILLIS);
        }
        flush();
        for (Channel socket : sockets) {
            StreamConnection connection = socket.pipeline().get(StreamConnection.class);
            if (connection != null) {
                connection.disconnect();
            }
        }
        connections.clear();
        // Those that already say goodbye are in the group too; the linger time ends the ones that do not answer.
        sockets.newCloseFuture().awaitUninterruptibly(settings.lingerMillis() + (long) CLOSE_MILLIS);
        sockets.close().awaitUninterruptibly(CLOSE_MILLIS);
        acceptor().close().awaitUninterruptibly(CLOSE_MILLIS);
        endThreads();
    }

    private void endThreads() {
        if (settings.sharedThreads() == null) {
            threads.close();
        }
    }

    private Channel acceptor() {
        Channel listening = acceptor;
        if (listening == null) {
            throw new IllegalStateException("This server is not listening.");
        }
        return listening;
    }
}
