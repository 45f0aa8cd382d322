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
import dev.tain.transport.netty.Race;
import dev.tain.transport.netty.ReadyQueue;
import dev.tain.transport.netty.SocketFailure;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client transport from one connect to its end: a {@link Race}, in which each attempt says hello with a socket and an
 * engine of its own, and the connection that comes of it.
 */
final class KcpClientRun implements KcpConnection.Owner, Outbox.Sender {
    private final HostAddress address;
    private final KcpSettings settings;
    private final NettyThreads threads;
    private final EventLoop loop;
    private final ReadyQueue<KcpConnection> ready = new ReadyQueue<>();
    private final KcpConnection connection;
    private final NeverPolled neverPolled;
    private final Outbox outbox;

    // The I/O thread.
    private final Race race;
    private @Nullable Attempt winner;
    private boolean isSayingGoodbye;

    // The game's thread.
    private ClientTransport.@Nullable Listener polling; // during a poll only

    KcpClientRun(HostAddress address, KcpSettings settings, HostResolver resolver) {
        this.address = address;
        this.settings = settings;
        NettyThreads shared = settings.sharedThreads();
        threads = shared != null ? shared : new NettyThreads(1, "tain-kcp-client", settings.nativeSockets());
        loop = threads.group().next();
        outbox = new Outbox(loop, this);
        connection = new KcpConnection(settings, ready, this);
        neverPolled =
                new NeverPolled("The client of kcp://" + address + " has been connected", settings.neverPolledMillis());
        race = new Race(address, resolver, loop, settings.parameters().connectMillis(), this::start, this::lost);
    }

    // ---------------------------------------------------------------- the game's thread

    void begin() {
        race.begin();
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
                NettyThreads.execute(loop, this::resume);
            }
            if (ending != null) {
                NettyThreads.execute(loop, this::close);
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
        NettyThreads.execute(loop, () -> leave(false));
    }

    void send(Channel channel, byte[] bytes, int offset, int length) {
        if (connection.id() != 0 && connection.take(channel, length)) {
            outbox.stage(connection, channel, bytes, offset, length);
        }
    }

    void flush() {
        outbox.submit();
    }

    long roundTripNanos() {
        return connection.roundTripNanos();
    }

    int queuedBytes() {
        return connection.queuedBytes();
    }

    void disconnect() {
        neverPolled.polled();
        boolean wasConnected = connection.id() != 0;
        if (wasConnected) {
            threads.goodbyes().begin(settings.parameters().lingerMillis());
        }
        connection.finish();
        outbox.submit();
        if (!NettyThreads.execute(loop, () -> leave(wasConnected)) && wasConnected) {
            threads.goodbyes().end();
        }
    }

    void abort() {
        neverPolled.polled();
        connection.finish();
        NettyThreads.execute(loop, () -> leave(false));
    }

    // ---------------------------------------------------------------- the I/O thread

    private Runnable start(InetSocketAddress to, Race.Attempt entry) {
        Attempt attempt = new Attempt(to, entry);
        attempt.begin();
        return attempt::end;
    }

    /** Nothing came of it. */
    private void lost(SocketFailure failure) {
        connection.end(failure.reason(), failure.detail());
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
        race.end();
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
        race.end();
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

    /** One address, with a socket and an engine of its own. The I/O thread. */
    private final class Attempt implements Datagrams.Engine, KcpPeer.Listener {
        private final InetSocketAddress server;
        private final Race.Attempt entry;
        private final Datagrams datagrams = new Datagrams(loop, this, settings);
        private final KcpClientEngine engine;

        Attempt(InetSocketAddress server, Race.Attempt entry) {
            this.server = server;
            this.entry = entry;
            engine = new KcpClientEngine(settings.parameters(), this::datagram, this, server, datagrams.now());
        }

        void begin() {
            ChannelFuture connecting = datagrams.bootstrap(settings).connect(server);
            connecting.addListener(done -> {
                Throwable cause = connecting.cause();
                if (cause == null) {
                    datagrams.advance();
                } else {
                    lose(SocketFailure.ofConnect(address, cause));
                }
            });
        }

        void end() {
            datagrams.close();
        }

        private void lose(SocketFailure failure) {
            end();
            entry.fails(failure);
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
                lose(SocketFailure.ofConnect(address, cause));
            }
        }

        @Override
        public void connected(KcpPeer peer) {
            if (entry.wins()) {
                winner = this;
                race.end();
                connection.join(peer);
                neverPolled.watch(loop);
            } else {
                end();
            }
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
                lose(new SocketFailure(reason, Objects.requireNonNull(detail)));
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
