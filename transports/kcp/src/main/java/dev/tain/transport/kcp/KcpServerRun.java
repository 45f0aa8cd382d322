package dev.tain.transport.kcp;

import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.kcp.engine.KcpPeer;
import dev.tain.transport.kcp.engine.KcpServerEngine;
import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.NettyThreads;
import dev.tain.transport.netty.NeverPolled;
import dev.tain.transport.netty.ReadyQueue;
import dev.tain.transport.netty.SocketFailure;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.collection.IntObjectHashMap;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A server transport from one start to its stop: with the run goes everything it held, so nothing of it can show up in
 * the next one.
 *
 * <p>Connections are numbered when a poll first hears of them. Until then they are strangers, and there may only be so
 * many: then hellos are not answered until a poll has met them.
 */
final class KcpServerRun
        implements Datagrams.Engine, KcpServerEngine.Wire, KcpPeer.Listener, Outbox.Sender, KcpConnection.Owner {
    private static final int STRANGERS_MAX = 256;
    private static final int CLOSE_MILLIS = 1_000;

    private final KcpSettings settings;
    private final NettyThreads threads;
    private final Datagrams datagrams;
    private final ReadyQueue<KcpConnection> ready = new ReadyQueue<>();
    private final NeverPolled neverPolled;
    private final AtomicInteger strangers = new AtomicInteger();
    private final CountDownLatch allLeft = new CountDownLatch(1);
    private final Outbox outbox;
    private volatile int port;
    private volatile boolean isStopped;

    // The I/O thread.
    private final KcpServerEngine engine;
    private final ArrayList<KcpConnection> toFlush = new ArrayList<>();

    // The game's thread.
    private final IntObjectHashMap<KcpConnection> connections = new IntObjectHashMap<>();
    private int lastId;
    private ServerTransport.@Nullable Listener polling; // during a poll only

    private KcpServerRun(HostAddress address, KcpSettings settings) {
        this.settings = settings;
        NettyThreads shared = settings.sharedThreads();
        threads = shared != null ? shared : new NettyThreads(1, "tain-kcp-server", settings.nativeSockets());
        EventLoop loop = threads.group().next();
        datagrams = new Datagrams(loop, this, settings);
        outbox = new Outbox(loop, this);
        engine = new KcpServerEngine(settings.parameters(), new HmacCookies(), this, this, datagrams.now());
        neverPolled =
                new NeverPolled("The server kcp://" + address + " has had a connection", settings.neverPolledMillis());
    }

    static KcpServerRun start(HostAddress address, KcpSettings settings) {
        KcpServerRun run = new KcpServerRun(address, settings);
        try {
            run.listen(address);
        } catch (RuntimeException e) {
            run.endThreads();
            throw e;
        }
        return run;
    }

    private void listen(HostAddress address) {
        InetAddress local;
        try {
            local = InetAddress.getByName(address.host());
        } catch (UnknownHostException e) {
            throw SocketFailure.ofBind(address, e);
        }
        ChannelFuture bound = datagrams
                .bootstrap(settings)
                .bind(new InetSocketAddress(local, address.port()))
                .awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            throw SocketFailure.ofBind(address, cause);
        }
        port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
        NettyThreads.execute(datagrams.loop(), datagrams::advance); // from now on it has a clock
    }

    int port() {
        return port;
    }

    // ---------------------------------------------------------------- the I/O thread: the socket

    @Override
    public void receive(InetSocketAddress from, byte[] bytes, int offset, int length, int now) {
        engine.receive(from, bytes, offset, length, now);
    }

    @Override
    public int advance(int now) {
        int due = engine.advance(now);
        for (int i = 0; i < toFlush.size(); i++) {
            toFlush.get(i).settle();
        }
        toFlush.clear();
        if (isStopped && engine.size() == 0) {
            allLeft.countDown();
        }
        return due;
    }

    @Override
    public void failed(Throwable cause) {
        // What the system says about one datagram (an address that cannot be reached) concerns no other.
    }

    @Override
    public void datagram(KcpPeer peer, byte[] bytes, int length) {
        datagram(peer.address(), bytes, length);
    }

    @Override
    public void datagram(Object address, byte[] bytes, int length) {
        datagrams.send((InetSocketAddress) address, bytes, length);
    }

    // ---------------------------------------------------------------- the I/O thread: connections

    @Override
    public void connected(KcpPeer peer) {
        KcpConnection connection = new KcpConnection(settings, ready, this);
        peer.attach(connection);
        connection.join(peer);
        engine.open(strangers.incrementAndGet() < STRANGERS_MAX && !isStopped);
        neverPolled.watch(datagrams.loop());
    }

    @Override
    public boolean received(KcpPeer peer, Channel channel, byte[] bytes, int offset, int length) {
        return of(peer).received(channel, bytes, offset, length);
    }

    @Override
    public void acknowledged(KcpPeer peer) {
        if (peer.attachment() != null) {
            settleLater(of(peer));
        }
    }

    @Override
    public void ended(KcpPeer peer, DisconnectReason reason, String detail) {
        if (peer.attachment() != null) {
            of(peer).end(reason, detail);
        }
    }

    @Override
    public void left(KcpPeer peer) {
        // the game's thread did it
    }

    private static KcpConnection of(KcpPeer peer) {
        return (KcpConnection) Objects.requireNonNull(peer.attachment());
    }

    private void settleLater(KcpConnection connection) {
        if (connection.markToFlush()) {
            toFlush.add(connection);
        }
    }

    @Override
    public void send(KcpConnection connection, Channel channel, byte[] bytes, int offset, int length) {
        connection.submit(channel, bytes, offset, length);
        settleLater(connection);
    }

    @Override
    public void sent() {
        int now = datagrams.now();
        for (int i = 0; i < toFlush.size(); i++) {
            KcpPeer peer = toFlush.get(i).peer();
            if (peer != null) {
                peer.flush(now);
                engine.touch(peer);
            }
        }
        datagrams.advance();
    }

    /** Does something with the peer of a connection, behind what was submitted before. */
    private void onPeer(KcpConnection connection, ObjIntConsumer<KcpPeer> deed) {
        NettyThreads.execute(datagrams.loop(), () -> {
            KcpPeer peer = connection.peer();
            if (peer != null) {
                deed.accept(peer, datagrams.now());
                engine.touch(peer);
                datagrams.advance();
            }
        });
    }

    // ---------------------------------------------------------------- the game's thread

    void poll(ServerTransport.Listener listener) {
        neverPolled.polled();
        ready.beginPoll();
        polling = listener;
        try {
            for (KcpConnection next = ready.next(); next != null && !isStopped; next = ready.next()) {
                poll(next, listener);
            }
        } finally {
            polling = null;
        }
    }

    private void poll(KcpConnection connection, ServerTransport.Listener listener) {
        if (connection.isDone()) {
            return;
        }
        boolean isListenerFine = false;
        try {
            introduce(connection, listener);
            DisconnectReason ending = connection.isDone() ? null : connection.poll();
            if (connection.isResumeDue()) {
                onPeer(connection, KcpPeer::resume);
            }
            if (ending != null) {
                listener.disconnected(connection.id(), ending, connection.endingDetail());
            }
            isListenerFine = true;
        } finally {
            if (!isListenerFine) {
                abort(connection); // it may have missed something: nothing after that makes sense
            }
            if (connection.isDone()) {
                connections.remove(connection.id());
            }
        }
    }

    private void introduce(KcpConnection connection, ServerTransport.Listener listener) {
        if (connection.id() != 0) {
            return;
        }
        connection.introduce(++lastId);
        connections.put(connection.id(), connection);
        if (strangers.getAndDecrement() == STRANGERS_MAX) {
            NettyThreads.execute(datagrams.loop(), () -> engine.open(!isStopped));
        }
        listener.connected(connection.id(), connection.address());
    }

    @Override
    public void received(KcpConnection connection, Channel channel, byte[] bytes, int offset, int length) {
        if (polling != null) {
            polling.received(connection.id(), channel, bytes, offset, length);
        }
    }

    @Override
    public void congested(KcpConnection connection) {
        onPeer(connection, (peer, now) -> peer.abort());
    }

    void send(int id, Channel channel, byte[] bytes, int offset, int length) {
        KcpConnection connection = connections.get(id);
        if (connection != null && connection.take(channel, length)) {
            outbox.stage(connection, channel, bytes, offset, length);
        }
    }

    void flush() {
        outbox.submit();
    }

    long roundTripNanos(int id) {
        KcpConnection connection = connections.get(id);
        return connection == null ? -1 : connection.roundTripNanos();
    }

    int queuedBytes(int id) {
        KcpConnection connection = connections.get(id);
        return connection == null ? 0 : connection.queuedBytes();
    }

    void disconnect(int id) {
        KcpConnection connection = connections.remove(id);
        if (connection != null && !connection.isDone()) {
            connection.finish();
            outbox.submit();
            onPeer(connection, KcpPeer::disconnect);
        }
    }

    void abort(int id) {
        KcpConnection connection = connections.remove(id);
        if (connection != null) {
            abort(connection);
        }
    }

    private void abort(KcpConnection connection) {
        if (!connection.isDone()) {
            connection.finish();
            onPeer(connection, (peer, now) -> peer.abort());
        }
    }

    /** The connections that the engine holds, with those that are saying goodbye; for tests. */
    int size() {
        return engine.size();
    }

    void stop() {
        isStopped = true;
        neverPolled.polled();
        outbox.submit();
        NettyThreads.execute(datagrams.loop(), () -> {
            engine.disconnectAll(datagrams.now());
            datagrams.advance();
        });
        connections.values().forEach(KcpConnection::finish);
        connections.clear();
        await(allLeft, settings.parameters().lingerMillis() + CLOSE_MILLIS);
        NettyThreads.execute(datagrams.loop(), () -> engine.abortAll(datagrams.now()));
        CountDownLatch closed = new CountDownLatch(1);
        boolean isClosing = NettyThreads.execute(datagrams.loop(), () -> {
            ChannelFuture closing = datagrams.close();
            if (closing == null) {
                closed.countDown();
            } else {
                closing.addListener(done -> closed.countDown());
            }
        });
        if (isClosing) {
            await(closed, CLOSE_MILLIS);
        }
        endThreads();
    }

    private static void await(CountDownLatch latch, int millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the caller is in a hurry
        }
    }

    private void endThreads() {
        if (settings.sharedThreads() == null) {
            threads.close();
        }
    }
}
