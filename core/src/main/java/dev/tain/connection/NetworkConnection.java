package dev.tain.connection;

import dev.tain.time.ConnectionQuality;
import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One conversation: on the server one per client, on the client the one to its server.
 *
 * <p>Confined to the thread that ticks its server or client. Once it has ended, its methods still answer; what is sent
 * is dropped and counted. With a grace period it outlives the link it runs over: the same object goes on over another.
 */
public interface NetworkConnection {
    /** On the server, a number from 1 that is not given again; on the client, the number the server knows it by, or 0. */
    int id();

    /** Where the other side is, as the transport sees it. */
    PeerAddress address();

    /**
     * Whether nobody on the way can read along: the transport encrypts, and its client has checked the server, or nothing
     * leaves the process. A connection that is taken up again over another transport tells of that one.
     */
    boolean isEncrypted();

    /**
     * Whether it is there: from {@code connected} until it ends. Messages can be sent all the while, but for the time in
     * which it {@linkplain #isSuspended() is suspended}.
     */
    boolean isOpen();

    /**
     * Whether its link is lost and may be taken up again: it is open, keeps what it owns and its attachment, and what is
     * sent to it is dropped and counted. Never, unless the server has a grace period.
     */
    boolean isSuspended();

    /** Whether handlers that need an authenticated connection run. Without authentication: as soon as it is open. */
    boolean isAuthenticated();

    /**
     * Declares the other side to be who it says. On the server only; the client learns it.
     *
     * @throws IllegalStateException on a client
     */
    void authenticate();

    /** Sends on {@link Channel#RELIABLE}; see {@link #send(NetworkMessage, Channel)}. */
    default SendStatus send(NetworkMessage message) {
        return send(message, Channel.RELIABLE);
    }

    /**
     * Queues a message; it leaves at the end of a tick, together with others. The message is written now and may be
     * changed afterwards.
     *
     * @throws IllegalArgumentException if it is larger than the channel carries
     * @throws IllegalStateException if there is no codec for its class, or this is not the ticking thread
     */
    SendStatus send(NetworkMessage message, Channel channel);

    /** Sends a request with the endpoint's timeout; see {@link #request(NetworkRequest, long)}. */
    <R extends NetworkMessage> PendingReply<R> request(NetworkRequest<R> request);

    /**
     * Sends a request on {@link Channel#RELIABLE}. The reply, a refusal with its text, the timeout or the end of the
     * connection arrives at the returned object, during a later tick.
     *
     * @param timeoutNanos from now
     */
    <R extends NetworkMessage> PendingReply<R> request(NetworkRequest<R> request, long timeoutNanos);

    /**
     * Offers the other side bytes that travel beside the game's traffic and leave it its round trip. What becomes of it
     * the listener hears, in later ticks: the receiver may refuse, and either side may cancel. If the connection ends or
     * is suspended meanwhile, so does the transfer.
     *
     * @throws IllegalArgumentException if the offer's header is too large
     */
    BulkTransfer sendBulk(BulkOffer offer, BulkSource source, BulkListener listener);

    /** Ends the connection politely: what was sent before still arrives, and the other side learns {@code text}. */
    default void disconnect(@Nullable String text) {
        disconnect(DisconnectReason.CLOSED, text);
    }

    /**
     * Ends the connection politely: what was sent before still arrives, then the other side learns the reason and the
     * text, of which {@link Disconnect#MAX_TEXT_LENGTH} characters travel. The listener hears of it at the end of the
     * tick.
     */
    void disconnect(DisconnectReason reason, @Nullable String text);

    /** Ends the connection at once: what is queued is lost, the other side finds the link broken. */
    void abort();

    /** Bytes sent that the network has not taken yet. */
    int queuedBytes();

    /** Whether more is queued than the high watermark, and not yet less than the low one again. */
    boolean isCongested();

    /**
     * How long the other side may be silent from now on, in place of the endpoint's {@code idleTimeout}: more while it
     * loads a level on the thread that ticks. With null, as long as the endpoint's says again. The silence is counted from now. Signs of life from here come as often as
     * before.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    void idleTimeout(@Nullable Duration timeout);

    /** What the other side's clock said in the packet being handled, in seconds. Never trust it on a server. */
    double remoteTime();

    /**
     * The round-trip time to the other side, in seconds, without what either spends waiting for its tick; 0 until it is
     * known. A client may pretend to be farther away than it is, never nearer.
     */
    double rtt();

    /** Its variance, in s². */
    double rttVariance();

    /** How well it serves a game. */
    ConnectionQuality quality();

    /**
     * The other side's clock as it is played back here, behind what has arrived, so that motion shown by it is even. On a
     * server for what a client decides; it is that client's word, and runs as its clock does.
     */
    double remoteTimeline();

    /**
     * On a server, the time of the server's that the client's player was looking at when it gave the command that runs
     * now. The client's word, but never in the future, and at most two seconds back; a limit for rewinding is
     * the rewinder's.
     */
    double seenTime();

    /**
     * On a server, says what the client's player was looking at when it gave what is handled now: for a command that has
     * waited here. It is bounded as the client's word is, and holds until the client's next command.
     *
     * @throws IllegalStateException on a client, and outside of the server's thread
     */
    void seenTime(double time);

    /** Counters since the connection began. */
    ConnectionStatistics statistics();

    /** Keeps an object of the game's own with the connection, or none. */
    void attach(@Nullable Object attachment);

    /**
     * The game's own object.
     *
     * @return null if there is none
     * @throws ClassCastException if it is of another type
     */
    <T> @Nullable T attachment(Class<T> type);
}
