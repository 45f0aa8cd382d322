package dev.tain.transport.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From an address to the first of its sockets that answers: resolves the name and tries what comes of it until the time
 * is up.
 *
 * <p>An address that does not answer must not keep the next one waiting: the attempts overlap, each beginning when the
 * one before has failed or a quarter of a second has passed. The first that connects wins, and the others are given up.
 * (RFC 8305, "Happy Eyeballs"; the order is the resolver's, which knows the system's preferences.) A handshake, where the
 * protocol has one, belongs to the winner's time: the deadline holds until {@link #end}.
 *
 * <p>Names are resolved on a thread of their own, as the system's resolver blocks, for longer than any timeout of ours
 * when it wants to. Everything else happens on the I/O thread, but for {@link #begin}.
 */
public final class Race {
    private static final int NEXT_ATTEMPT_MILLIS = 250; // RFC 8305, section 5

    /** Begins to connect; what it returns gives the attempt up, at any time before it wins or has failed. */
    public interface Starter {
        Runnable start(InetSocketAddress to, Attempt attempt);
    }

    private final HostAddress address;
    private final HostResolver resolver;
    private final EventLoop loop;
    private final int timeoutMillis;
    private final Starter starter;
    private final Consumer<SocketFailure> lost;

    private InetAddress[] candidates = new InetAddress[0];
    private int begunCount;
    private final List<Attempt> attempts = new ArrayList<>(); // under way
    private boolean isWon;
    private boolean isOver;
    private @Nullable Future<?> nextAttempt;
    private @Nullable Future<?> deadline;
    private @Nullable SocketFailure firstFailure;

    /** @param lost told why nothing came of it, once, unless the race was ended before */
    public Race(
            HostAddress address,
            HostResolver resolver,
            EventLoop loop,
            int timeoutMillis,
            Starter starter,
            Consumer<SocketFailure> lost) {
        this.address = address;
        this.resolver = resolver;
        this.loop = loop;
        this.timeoutMillis = timeoutMillis;
        this.starter = starter;
        this.lost = lost;
    }

    /** From any thread. */
    public void begin() {
        try {
            InetAddress numeric = address.numeric();
            if (numeric != null) {
                InetAddress[] one = {numeric.isAnyLocalAddress() ? loopbackLike(numeric) : numeric};
                NettyThreads.execute(loop, () -> run(one));
                return;
            }
        } catch (UnknownHostException e) {
            throw new AssertionError("A numeric address has 4 or 16 bytes.", e);
        }
        Thread resolving = new Thread(this::resolve, "tain-resolve");
        resolving.setDaemon(true);
        resolving.start();
        NettyThreads.execute(loop, this::startDeadline);
    }

    /**
     * It is clear what comes of it: gives up every attempt but the winner's.
     *
     * @return false if it was over before
     */
    public boolean end() {
        boolean isFirst = !isOver;
        isOver = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        stopTrying();
        return isFirst;
    }

    private void resolve() {
        try {
            InetAddress[] found = resolver.resolve(address.host());
            NettyThreads.execute(loop, () -> run(found));
        } catch (UnknownHostException e) {
            NettyThreads.execute(loop, () -> fail(SocketFailure.unknownHost(address)));
        }
    }

    private void run(InetAddress[] found) {
        candidates = found;
        startDeadline();
        tryNext();
    }

    private void startDeadline() {
        if (deadline == null && !isOver) {
            deadline = loop.schedule(this::timeIsUp, timeoutMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void timeIsUp() {
        fail(
                isWon
                        ? SocketFailure.handshakeTimeout(address, timeoutMillis)
                        : SocketFailure.timeout(address, timeoutMillis));
    }

    private void tryNext() {
        if (nextAttempt != null) {
            nextAttempt.cancel(false);
        }
        if (isOver || isWon || begunCount == candidates.length) {
            return;
        }
        Attempt attempt = new Attempt();
        attempts.add(attempt);
        InetSocketAddress to = new InetSocketAddress(candidates[begunCount++], address.port());
        if (begunCount < candidates.length) {
            nextAttempt = loop.schedule(this::tryNext, NEXT_ATTEMPT_MILLIS, TimeUnit.MILLISECONDS);
        }
        attempt.giveUp = starter.start(to, attempt);
    }

    private void stopTrying() {
        if (nextAttempt != null) {
            nextAttempt.cancel(false);
        }
        for (Attempt attempt : List.copyOf(attempts)) {
            attempt.giveUp.run();
        }
        attempts.clear();
    }

    private void fail(SocketFailure failure) {
        if (end()) {
            lost.accept(failure);
        }
    }

    private static InetAddress loopbackLike(InetAddress wildcard) throws UnknownHostException {
        return InetAddress.getByName(wildcard.getAddress().length == 4 ? "127.0.0.1" : "::1");
    }

    /** One address. Says once what came of it. */
    public final class Attempt {
        private Runnable giveUp = () -> {};

        private Attempt() {}

        /** It is connected. False if that is too late, and what it has is to be closed. */
        public boolean wins() {
            attempts.remove(this);
            if (isOver || isWon) {
                return false;
            }
            isWon = true;
            stopTrying();
            return true;
        }

        public void fails(SocketFailure failure) {
            attempts.remove(this);
            if (isOver || isWon) {
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
    }
}
