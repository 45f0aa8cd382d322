package dev.tain.transport.netty;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client transport from one connect to its end: resolves the name, tries the addresses until the time is up, and holds
 * the connection that comes of it.
 *
 * <p>An address that does not answer must not keep the next one waiting: the attempts overlap, each beginning when the
 * one before has failed or a quarter of a second has passed. The first that connects wins, and the others are closed.
 * (RFC 8305, "Happy Eyeballs"; the order is the resolver's, which knows the system's preferences.) A handshake, where the
 * protocol has one, belongs to the winner's time.
 *
 * <p>Names are resolved on a thread of their own, as the system's resolver blocks, for longer than any timeout of ours
 * when it wants to.
 */
final class ClientRun implements StreamConnection.Watcher {
    private static final int NEXT_ATTEMPT_MILLIS = 250; // RFC 8305, section 5

    private final HostAddress address;
    private final SocketSettings settings;
    private final ByteBufAllocator allocator;
    private final ClientWay way;
    private final HostResolver resolver;
    private final NettyThreads threads;
    private final EventLoop loop;
    private final ReadyQueue<StreamConnection> ready = new ReadyQueue<>();
    private final StreamConnection connection;
    private final NeverPolled neverPolled;
    private final WriteQueue writes;
    private volatile boolean isJoined;

    // The I/O thread, once begun.
    private InetAddress[] candidates = new InetAddress[0];
    private int begunCount;
    private final List<Attempt> attempts = new ArrayList<>(); // under way
    private @Nullable Channel socket; // of the one that won
    private @Nullable Future<?> nextAttempt;
    private @Nullable Future<?> deadline;
    private @Nullable SocketFailure firstFailure;
    private boolean isSettled;

    ClientRun(
            HostAddress address,
            SocketSettings settings,
            ClientWay way,
            Stages stages,
            ByteBufAllocator allocator,
            HostResolver resolver,
            StreamConnection.Receiver receiver) {
        this.way = way;
        this.resolver = resolver;
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
    }

    // ---------------------------------------------------------------- the game's thread

    void begin() {
        try {
            InetAddress numeric = address.numeric();
            if (numeric != null) {
                InetAddress[] one = {numeric.isAnyLocalAddress() ? loopbackLike(numeric) : numeric};
                WriteQueue.execute(loop, () -> connect(one));
                return;
            }
        } catch (UnknownHostException e) {
            throw new AssertionError("A numeric address has 4 or 16 bytes.", e);
        }
        Thread resolving = new Thread(this::resolve, "tain-resolve");
        resolving.setDaemon(true);
        resolving.start();
        WriteQueue.execute(loop, this::startDeadline);
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
        if (!WriteQueue.execute(loop, () -> leave(wasConnected)) && wasConnected) {
            threads.goodbyes().end();
        }
    }

    void abort() {
        neverPolled.polled();
        connection.abort();
        writes.submit(); // behind the close, which releases them
        WriteQueue.execute(loop, () -> leave(false));
    }

    // ---------------------------------------------------------------- the resolver's thread

    private void resolve() {
        try {
            InetAddress[] found = resolver.resolve(address.host());
            WriteQueue.execute(loop, () -> connect(found));
        } catch (UnknownHostException e) {
            WriteQueue.execute(loop, () -> fail(SocketFailure.unknownHost(address)));
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
            deadline = loop.schedule(() -> timeIsUp(millis), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void timeIsUp(int millis) {
        fail(socket == null ? SocketFailure.timeout(address, millis) : SocketFailure.handshakeTimeout(address, millis));
    }

    private void tryNext() {
        if (nextAttempt != null) {
            nextAttempt.cancel(false);
        }
        if (isSettled || socket != null || begunCount == candidates.length) {
            return;
        }
        Attempt attempt = new Attempt();
        attempts.add(attempt);
        InetSocketAddress to = new InetSocketAddress(candidates[begunCount++], address.port());
        if (begunCount < candidates.length) {
            nextAttempt = loop.schedule(this::tryNext, NEXT_ATTEMPT_MILLIS, TimeUnit.MILLISECONDS);
        }
        attempt.giveUp = way.connect(loop, to, allocator, attempt);
    }

    /** One address. */
    private final class Attempt implements ClientWay.Outcome {
        private Runnable giveUp = () -> {};

        @Override
        public void reached(Channel channel) {
            attempts.remove(this);
            if (isSettled || socket != null) {
                channel.close();
                return;
            }
            socket = channel;
            stopTrying();
            connection.join(channel, writes);
        }

        @Override
        public void failed(Throwable cause) {
            attempts.remove(this);
            if (isSettled || socket != null) {
                return;
            }
            if (firstFailure == null) {
                firstFailure = SocketFailure.ofConnect(address, cause);
            }
            if (begunCount < candidates.length) {
                tryNext();
            } else if (attempts.isEmpty()) {
                fail(firstFailure);
            }
        }
    }

    @Override
    public void established(StreamConnection established) {
        settle();
        isJoined = true;
        neverPolled.watch(loop);
    }

    @Override
    public void refused(StreamConnection refused, @Nullable SocketFailure failure) {
        if (failure != null) {
            fail(failure);
        }
    }

    private void fail(SocketFailure failure) {
        if (!isSettled) {
            settle();
            connection.end(failure.reason(), failure.detail());
            if (socket != null) {
                socket.close();
            }
        }
    }

    /** The game has ended it. A connection it knew of says goodbye by itself, and the threads wait for that. */
    private void leave(boolean isSayingGoodbye) {
        settle();
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

    /** It is clear what comes of it. */
    private void settle() {
        isSettled = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        stopTrying();
    }

    private void stopTrying() {
        if (nextAttempt != null) {
            nextAttempt.cancel(false);
        }
        for (Attempt attempt : List.copyOf(attempts)) {
            attempt.giveUp.run();
        }
    }

    private void endThreads() {
        if (settings.sharedThreads() == null) {
            threads.end();
        }
    }

    private static InetAddress loopbackLike(InetAddress wildcard) throws UnknownHostException {
        return InetAddress.getByName(wildcard.getAddress().length == 4 ? "127.0.0.1" : "::1");
    }
}
