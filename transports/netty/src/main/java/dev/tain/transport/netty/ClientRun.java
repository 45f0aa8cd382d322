package dev.tain.transport.netty;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A client transport from one connect to its end: a {@link Race} for the socket, the handshake if the protocol has one,
 * and the connection that comes of it.
 */
final class ClientRun implements StreamConnection.Watcher {
    private final HostAddress address;
    private final SocketSettings settings;
    private final ByteBufAllocator allocator;
    private final ClientWay way;
    private final NettyThreads threads;
    private final EventLoop loop;
    private final ReadyQueue<StreamConnection> ready = new ReadyQueue<>();
    private final StreamConnection connection;
    private final NeverPolled neverPolled;
    private final WriteQueue writes;
    private volatile boolean isJoined;

    // The I/O thread.
    private final Race race;
    private @Nullable Channel socket; // of the attempt that won

    ClientRun(
            HostAddress address,
            SocketSettings settings,
            ClientWay way,
            Stages stages,
            ByteBufAllocator allocator,
            HostResolver resolver,
            StreamConnection.Receiver receiver) {
        this.way = way;
        this.address = address;
        this.settings = settings;
        this.allocator = allocator;
        NettyThreads shared = settings.sharedThreads();
        threads = shared != null
                ? shared
                : new NettyThreads(1, "tain-" + address.scheme() + "-client", settings.nativeSockets());
        loop = threads.group().next();
        writes = new WriteQueue(loop);
        connection = new StreamConnection(settings, stages, ready, receiver, this);
        neverPolled = new NeverPolled(
                "The client of " + address.scheme() + "://" + address + " has been connected",
                settings.neverPolledMillis());
        race = new Race(address, resolver, loop, settings.connectTimeoutMillis(), this::start, this::lost);
    }

    // ---------------------------------------------------------------- the game's thread

    void begin() {
        race.begin();
    }

    StreamConnection connection() {
        return connection;
    }

    boolean isJoined() {
        return isJoined;
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

    /** The connection is over and was told so. */
    void end() {
        writes.submit(); // to a closed socket, which releases them
        endThreads();
    }

    void disconnect() {
        neverPolled.polled();
        boolean wasConnected = connection.id() != 0;
        if (wasConnected) {
            threads.goodbyes().begin(settings.lingerMillis());
        }
        connection.disconnect();
        if (!NettyThreads.execute(loop, () -> leave(wasConnected)) && wasConnected) {
            threads.goodbyes().end();
        }
    }

    void abort() {
        neverPolled.polled();
        connection.abort();
        writes.submit(); // behind the close, which releases them
        NettyThreads.execute(loop, () -> leave(false));
    }

    // ---------------------------------------------------------------- the I/O thread

    private Runnable start(InetSocketAddress to, Race.Attempt attempt) {
        return way.connect(loop, to, allocator, new ClientWay.Outcome() {
            @Override
            public void reached(Channel channel) {
                if (attempt.wins()) {
                    socket = channel;
                    connection.join(channel, writes);
                } else {
                    channel.close();
                }
            }

            @Override
            public void failed(Throwable cause) {
                attempt.fails(SocketFailure.ofConnect(address, cause));
            }
        });
    }

    @Override
    public void established(StreamConnection established) {
        race.end();
        isJoined = true;
        neverPolled.watch(loop);
    }

    @Override
    public void refused(StreamConnection refused, @Nullable SocketFailure failure) {
        if (failure != null && race.end()) {
            lost(failure);
        }
    }

    /** Nothing came of it. */
    private void lost(SocketFailure failure) {
        connection.end(failure.reason(), failure.detail());
        if (socket != null) {
            socket.close();
        }
    }

    /** The game has ended it. A connection it knew of says goodbye by itself, and the threads wait for that. */
    private void leave(boolean isSayingGoodbye) {
        race.end();
        Channel open = socket;
        if (open == null) {
            endThreads();
            return;
        }
        open.closeFuture().addListener(closed -> {
            endThreads();
            if (isSayingGoodbye) {
                threads.goodbyes().end();
            }
        });
        if (!isSayingGoodbye) {
            open.close();
        }
    }

    private void endThreads() {
        if (settings.sharedThreads() == null) {
            threads.end();
        }
    }
}
