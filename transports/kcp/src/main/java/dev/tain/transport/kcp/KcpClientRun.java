package dev.tain.transport.kcp;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.kcp.engine.KcpClientEngine;
import dev.tain.transport.kcp.engine.KcpPeer;
import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.HostResolver;
import dev.tain.transport.netty.NettyThreads;
import dev.tain.transport.netty.NeverPolled;
import dev.tain.transport.netty.ReadyQueue;
import dev.tain.transport.netty.SocketFailure;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client transport from one connect to its end: resolves the name, says hello at each of its addresses until one
 * answers, and holds the connection that comes of it.
 *
 * <p>An address that does not answer must not keep the next one waiting: the attempts overlap, each beginning when the
 * one before has failed or a quarter of a second has passed. The first that connects wins, and the others are closed.
 * (RFC 8305, "Happy Eyeballs"; the order is the resolver's, which knows the system's preferences.)
 */
final class KcpClientRun implements KcpConnection.Owner, Outbox.Sender {
    private static final int NEXT_ATTEMPT_MILLIS = 250; // RFC 8305, section 5

    private final HostAddress address;
    private final KcpSettings settings;
    private final HostResolver resolver;
    private final NettyThreads threads;
    private final EventLoop loop;
    private final ReadyQueue<KcpConnection> ready = new ReadyQueue<>();
    private final KcpConnection connection;
    private final NeverPolled neverPolled;
    private final Outbox outbox;

    // The I/O thread, once begun.
    private InetAddress[] candidates = new InetAddress[0];
    private int begunCount;
    private final List<Attempt> attempts = new ArrayList<>(); // under way
    private @Nullable Attempt winner;
    private @Nullable Future<?> nextAttempt;
    private @Nullable Future<?> deadline;
    private @Nullable SocketFailure firstFailure;
    private boolean isSettled;
    private boolean isSayingGoodbye;

    // The game's thread.
    private ClientTransport.@Nullable Listener polling; // during a poll only

    KcpClientRun(HostAddress address, KcpSettings settings, HostResolver resolver) {
        this.address = address;
        this.settings = settings;
        this.resolver = resolver;
        NettyThreads shared = settings.sharedThreads();
        threads = shared != null ? shared : new NettyThreads(1, "tain-kcp-client", settings.nativeSockets());
        loop = threads.group().next();
        outbox = new Outbox(loop, this);
        connection = new KcpConnection(settings, ready, this);
        neverPolled =
                new NeverPolled("The client of kcp://" + address + " has been connected", settings.neverPolledMillis());
    }

    // ---------------------------------------------------------------- the game's thread

    void begin() {
        try {
            InetAddress numeric = address.numeric();
            if (numeric != null) {
                InetAddress[] one = {numeric.isAnyLocalAddress() ? loopbackLike(numeric) : numeric};
                Outbox.execute(loop, () -> connect(one));
                return;
            }
        } catch (UnknownHostException e) {
            throw new AssertionError("A numeric address has 4 or 16 bytes.", e);
        }
        Thread resolving = new Thread(this::resolve, "tain-kcp-resolve");
        resolving.setDaemon(true);
        resolving.start();
        Outbox.execute(loop, this::startDeadline);
    }

    boolean hasNews() {
        neverPolled.polled();
        ready.beginPoll();
        boolean hasNews = false;
        while (ready.next() != null) {
            hasNews = true;
        }
        return hasNews;
    }

    /** Returns why the connection is over now, if it is and the game does not know yet. */
    @Nullable
    DisconnectReason poll(ClientTransport.Listener listener) {
        polling = listener;
        try {
            if (connection.id() == 0 && connection.peer() != null) {
                connection.introduce(1);
                listener.connected(connection.address());
            }
            DisconnectReason ending = connection.isDone() ? null : connection.poll();
            if (connection.isResumeDue()) {
                Outbox.execute(loop, this::resume);
            }
            if (ending != null) {
                Outbox.execute(loop, this::close);
            }
            return ending;
        } finally {
            polling = null;
        }
    }

    String endingDetail() {
        return connection.endingDetail();
    }

    @Override
    public void received(KcpConnection from, Channel channel, byte[] bytes, int offset, int length) {
        if (polling != null) {
            polling.received(channel, bytes, offset, length);
        }
    }

    @Override
    public void congested(KcpConnection broken) {
        Outbox.execute(loop, () -> leave(false));
    }

    void send(Channel channel, byte[] bytes, int offset, int length) {
        if (connection.id() != 0 && connection.take(channel, length)) {
            outbox.stage(connection, channel, bytes, offset, length);
        }
    }

    void flush() {
        outbox.submit();
    }

    int queuedBytes() {
        return connection.queuedBytes();
    }

    void disconnect() {
        neverPolled.polled();
        boolean wasConnected = connection.id() != 0;
        if (wasConnected) {
            threads.goodbyes().begin(settings.lingerMillis());
        }
        connection.finish();
        outbox.submit();
        if (!Outbox.execute(loop, () -> leave(wasConnected)) && wasConnected) {
            threads.goodbyes().end();
        }
    }

    void abort() {
        neverPolled.polled();
        connection.finish();
        Outbox.execute(loop, () -> leave(false));
    }

    // ---------------------------------------------------------------- the resolver's thread

    private void resolve() {
        try {
            InetAddress[] found = resolver.resolve(address.host());
            Outbox.execute(loop, () -> connect(found));
        } catch (UnknownHostException e) {
            Outbox.execute(loop, () -> fail(SocketFailure.unknownHost(address)));
        }
    }

    // ---------------------------------------------------------------- the I/O thread

    private void connect(InetAddress[] found) {
        candidates = found;
        startDeadline();
        tryNext();
    }

    private void startDeadline() {
        if (deadline == null && !isSettled) {
            int millis = settings.connectTimeoutMillis();
            deadline = loop.schedule(() -> fail(SocketFailure.timeout(address, millis)), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void tryNext() {
        if (nextAttempt != null) {
            nextAttempt.cancel(false);
        }
        if (isSettled || begunCount == candidates.length) {
            return;
        }
        Attempt attempt = new Attempt(new InetSocketAddress(candidates[begunCount], address.port()));
        begunCount++;
        attempts.add(attempt);
        if (begunCount < candidates.length) {
            nextAttempt = loop.schedule(this::tryNext, NEXT_ATTEMPT_MILLIS, TimeUnit.MILLISECONDS);
        }
        attempt.begin();
    }

    private void won(Attempt attempt) {
        attempts.remove(attempt);
        if (isSettled) {
            attempt.end();
            return;
        }
        winner = attempt;
        settle();
        connection.join(attempt.engine.peer());
        neverPolled.watch(loop);
    }

    private void lost(Attempt attempt, SocketFailure failure) {
        attempt.end();
        if (!attempts.remove(attempt)) {
            return;
        }
        if (firstFailure == null) {
            firstFailure = failure;
        }
        if (begunCount < candidates.length) {
            tryNext();
        } else if (attempts.isEmpty()) {
            fail(firstFailure);
        }
    }

    private void fail(SocketFailure failure) {
        if (!isSettled) {
            settle();
            connection.end(failure.reason(), failure.detail());
        }
    }

    /** It is clear what comes of it: no more attempts. */
    private void settle() {
        isSettled = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (nextAttempt != null) {
            nextAttempt.cancel(false);
        }
        for (Attempt attempt : List.copyOf(attempts)) {
            attempt.end();
        }
        attempts.clear();
    }

    private void resume() {
        if (winner != null) {
            winner.engine.peer().resume(winner.datagrams.now());
            winner.datagrams.advance();
        }
    }

    @Override
    public void send(KcpConnection to, Channel channel, byte[] bytes, int offset, int length) {
        to.submit(channel, bytes, offset, length);
    }

    @Override
    public void sent() {
        if (winner != null) {
            winner.engine.peer().flush(winner.datagrams.now());
            winner.datagrams.advance();
        }
    }

    /** The game has ended it. A connection it knew of says goodbye by itself, and the threads wait for that. */
    private void leave(boolean isGraceful) {
        settle();
        Attempt open = winner;
        isSayingGoodbye = isGraceful;
        if (open == null || open.engine.peer().isOver()) {
            close();
        } else if (isGraceful) {
            open.engine.peer().disconnect(open.datagrams.now());
            open.datagrams.advance();
        } else {
            open.engine.peer().abort();
        }
    }

    /** Everything is said: gives back the socket and the thread. */
    private void close() {
        settle();
        if (winner != null) {
            winner.end();
        }
        if (isSayingGoodbye) {
            isSayingGoodbye = false;
            threads.goodbyes().end();
        }
        if (settings.sharedThreads() == null) {
            threads.end();
        }
    }

    private static InetAddress loopbackLike(InetAddress wildcard) throws UnknownHostException {
        return InetAddress.getByName(wildcard.getAddress().length == 4 ? "127.0.0.1" : "::1");
    }

    /** One address, with a socket and an engine of its own. The I/O thread. */
    private final class Attempt implements Datagrams.Engine, KcpPeer.Listener {
        private final InetSocketAddress server;
        private final Datagrams datagrams = new Datagrams(loop, this, settings);
        private final KcpClientEngine engine;

        Attempt(InetSocketAddress server) {
            this.server = server;
            engine = new KcpClientEngine(settings.parameters(), this::datagram, this, server, datagrams.now());
        }

        void begin() {
            ChannelFuture connecting = datagrams.bootstrap(settings).connect(server);
            connecting.addListener(done -> {
                Throwable cause = connecting.cause();
                if (cause == null) {
                    datagrams.advance();
                } else {
                    lost(this, SocketFailure.ofConnect(address, cause));
                }
            });
        }

        void end() {
            datagrams.close();
        }

        private void datagram(KcpPeer peer, byte[] bytes, int length) {
            datagrams.send(server, bytes, length);
        }

        @Override
        public void receive(InetSocketAddress from, byte[] bytes, int offset, int length, int now) {
            engine.receive(bytes, offset, length, now);
        }

        @Override
        public int advance(int now) {
            int due = engine.advance(now);
            if (this == winner) {
                connection.settle();
            }
            return due;
        }

        // Only before there is a connection does it mean what it says; later anybody could have sent it.
        @Override
        public void failed(Throwable cause) {
            if (this != winner) {
                lost(this, SocketFailure.ofConnect(address, cause));
            }
        }

        @Override
        public void connected(KcpPeer peer) {
            won(this);
        }

        @Override
        public boolean received(KcpPeer peer, Channel channel, byte[] bytes, int offset, int length) {
            return connection.received(channel, bytes, offset, length);
        }

        @Override
        public void acknowledged(KcpPeer peer) {
            // settled after every advance
        }

        @Override
        public void ended(KcpPeer peer, DisconnectReason reason, String detail) {
            if (this == winner) {
                connection.end(reason, detail);
            } else {
                lost(this, new SocketFailure(reason, Objects.requireNonNull(detail)));
            }
        }

        @Override
        public void left(KcpPeer peer) {
            if (this == winner) {
                close();
            }
        }
    }
}
