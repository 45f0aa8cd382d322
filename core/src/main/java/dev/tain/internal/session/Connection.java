package dev.tain.internal.session;

import dev.tain.codegen.MessageCodec;
import dev.tain.codegen.WireType;
import dev.tain.connection.BulkListener;
import dev.tain.connection.BulkOffer;
import dev.tain.connection.BulkSource;
import dev.tain.connection.BulkTransfer;
import dev.tain.connection.ConnectionStatistics;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.NetworkRequest;
import dev.tain.connection.PendingReply;
import dev.tain.connection.RateLimit;
import dev.tain.connection.Report;
import dev.tain.connection.SendStatus;
import dev.tain.internal.collect.IntMap;
import dev.tain.internal.schema.TypeTable;
import dev.tain.time.ConnectionQuality;
import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.wire.MalformedMessageException;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One conversation, the same on both sides, over one packet link at a time. Its states
 * ({@code docs/connection-states.md}):
 *
 * <pre>
 *   HANDSHAKE ──open()──► OPEN ◄─────────────────────────────── resume()
 *       │                  │  └─suspend()──► SUSPENDED ─seek()─► RESUMING, a client's only
 *       └──────────────────┴─end()──► ENDING ──finish(), at the end of the tick──► ENDED
 * </pre>
 *
 * What a peer does wrong ends in {@link #fail}: counted, reported, said goodbye to. No exception leaves
 * {@link #receive}.
 */
public final class Connection implements NetworkConnection {
    private enum State {
        HANDSHAKE,
        OPEN,
        SUSPENDED,
        RESUMING,
        ENDING,
        ENDED
    }

    /** The server or client that a connection belongs to. */
    public interface Owner {
        /** One of Tain's own messages that only one side knows: hello, welcome … */
        void control(Connection connection, int id, NetworkReader body);

        /** Something is about to be queued: what was sent to it before and waits elsewhere comes first. */
        void beforeOutput();

        /** There is something to flush. Called once until {@link Connection#flush}. */
        void hasOutput(Connection connection);

        /** It left its state for ENDING; {@link Connection#finish} is due at the end of the tick. */
        void ending(Connection connection);

        /** Its link broke: whether it may be taken up again over another. */
        boolean isResumable(Connection connection);

        /** It is suspended; {@link Connection#leaveLink} is due at the end of the tick, or before it is resumed. */
        void suspending(Connection connection, Disconnect why);

        /** It is authenticated from now on. */
        void authenticated(Connection connection);

        /** It has transfers: {@link Connection#tickBulk} is due in every tick that sends, as long as there are any. */
        void bulkBegins(Connection connection);

        /** Its quality is another. */
        void qualityChanged(Connection connection);

        /** It crossed a watermark. */
        void congestionChanged(Connection connection, boolean congested);
    }

    private final Endpoint endpoint;
    private final Owner owner;
    private PacketLink link;
    private int transportId;
    private final boolean server;
    private boolean encrypted;
    private final PeerTime time;
    private final Inbox in;
    private final Outboxes out;
    private final Requests requests = new Requests(this);
    private final IntMap<TokenBucket> buckets = new IntMap<>();

    private State state = State.HANDSHAKE;
    private PeerAddress address;
    private int id;
    private boolean authenticated;
    private long openedAt;
    private long idleTimeoutNanos;
    private long idleSince;
    private boolean hasOutput;
    private boolean congested;
    private boolean graceful = true;
    private @Nullable Disconnect ended;
    private @Nullable String schemaDifference;
    private @Nullable Object attachment;
    private @Nullable Object view;
    private @Nullable Bulk bulk;
    private boolean bulkAnnounced;

    private int allowedBeyond;
    private long allowedSince;
    private long sendsDropped;
    private long rateLimited;
    private long unhandled;

    public Connection(
            Endpoint endpoint,
            Owner owner,
            PacketLink link,
            int transportId,
            int id,
            PeerAddress address,
            boolean server) {
        this.endpoint = endpoint;
        this.owner = owner;
        this.link = link;
        this.id = id;
        this.transportId = transportId;
        this.address = address;
        this.server = server;
        this.encrypted = link.isEncrypted();
        this.idleTimeoutNanos = endpoint.settings().idleTimeoutNanos();
        this.idleSince = endpoint.now();
        this.time = new PeerTime(endpoint);
        this.in = new Inbox(this, endpoint);
        this.out = new Outboxes(link, endpoint.now());
    }

    // ---------------------------------------------------------------- what a game sees

    @Override
    public int id() {
        return id;
    }

    @Override
    public PeerAddress address() {
        return address;
    }

    @Override
    public boolean isEncrypted() {
        return encrypted;
    }

    @Override
    public boolean isOpen() {
        return state == State.OPEN || isSuspended();
    }

    @Override
    public boolean isSuspended() {
        return state == State.SUSPENDED || state == State.RESUMING;
    }

    /** Whether it is open and has a link. */
    public boolean isLive() {
        return state == State.OPEN;
    }

    @Override
    public boolean isAuthenticated() {
        return authenticated;
    }

    @Override
    public void authenticate() {
        endpoint.guard().check();
        if (!server) {
            throw new IllegalStateException("Only a server authenticates; the client learns of it by itself.");
        }
        if (state == State.OPEN && !authenticated) {
            NetworkWriter writer = endpoint.scratch();
            writer.writeShort(BuiltIn.AUTHENTICATED);
            sendRaw(Channel.RELIABLE, writer);
            authenticated = true; // after what was sent to those who were authenticated before
            owner.authenticated(this);
        }
    }

    @Override
    public SendStatus send(NetworkMessage message, Channel channel) {
        endpoint.guard().check();
        requireForMessages(channel);
        if (state != State.OPEN) {
            endpoint.codecOf(message);
            sendsDropped++;
            return SendStatus.DROPPED;
        }
        return sendEncoded(channel, endpoint.encode(message), message.getClass());
    }

    /** Messages have three channels; the fourth is for transfers. */
    public static void requireForMessages(Channel channel) {
        if (channel == Channel.BULK) {
            throw new IllegalArgumentException("BULK is for transfers; send a message on RELIABLE, or use sendBulk.");
        }
    }

    @Override
    public BulkTransfer sendBulk(BulkOffer offer, BulkSource source, BulkListener listener) {
        endpoint.guard().check();
        return bulk().send(offer, source, listener);
    }

    /** Sends a message that is already written, id first, in the first bytes of {@code encoded}. */
    public SendStatus sendEncoded(Channel channel, NetworkWriter encoded, Class<?> type) {
        return sendEncoded(channel, encoded, type.getName());
    }

    /**
     * As {@link #sendEncoded(Channel, NetworkWriter, Class)}.
     *
     * @param what it is, for the error
     */
    public SendStatus sendEncoded(Channel channel, NetworkWriter encoded, String what) {
        if (state != State.OPEN) {
            sendsDropped++;
            return SendStatus.DROPPED;
        }
        requireForMessages(channel);
        int length = encoded.position();
        int max =
                channel == Channel.RELIABLE ? endpoint.settings().maxMessageBytes() : out.maxUnfragmentedBytes(channel);
        if (length > max) {
            throw new IllegalArgumentException(what + " is " + length + " bytes; " + channel
                    + " carries at most " + max
                    + (channel == Channel.RELIABLE
                            ? ". Split it, or raise maxMessageBytes on both ends."
                            : " here, one packet. Make it smaller, or send it on RELIABLE."));
        }
        enqueue(channel, encoded);
        if (endIfBeyond()) {
            return SendStatus.DROPPED;
        }
        return isCongested() ? SendStatus.CONGESTED : SendStatus.QUEUED;
    }

    /**
     * Sends messages that are already written, each with its size in front and small enough for a packet.
     *
     * @param reader any, to find their borders with
     */
    public void sendBatch(Channel channel, NetworkWriter batch, int count, NetworkReader reader) {
        if (state != State.OPEN) {
            return;
        }
        out.addBatch(channel, batch, count, reader);
        announceOutput();
        endIfBeyond();
    }

    /**
     * Sends packets that are the same for many connections, after all that was sent before.
     *
     * @param small any writer, to copy little packets to
     * @param reader any, to find borders with
     */
    public void sendShared(SharedPackets shared, NetworkWriter small, NetworkReader reader) {
        if (state != State.OPEN) {
            return;
        }
        owner.beforeOutput();
        if (shared.isSmall()) {
            if (shared.messageCount() > 0) {
                shared.copySmallTo(small);
                sendBatch(Channel.RELIABLE, small, shared.messageCount(), reader);
            }
        } else {
            out.sendShared(shared, endpoint.now(), endpoint.seconds());
        }
        if (shared.restMessageCount() > 0) {
            sendBatch(Channel.RELIABLE, shared.rest(), shared.restMessageCount(), reader);
        }
        endIfBeyond();
    }

    /** The size up to which messages are gathered into one packet of the reliable channel. */
    public int packetBytes() {
        return Math.min(link.batchBytes(Channel.RELIABLE), link.maxPacketBytes(Channel.RELIABLE));
    }

    /** The largest message that travels in one packet of a channel. */
    public int maxUnfragmentedBytes(Channel channel) {
        return out.maxUnfragmentedBytes(channel);
    }

    /**
     * So many bytes were queued at once for a good reason: a world for one who joins. They do not count as waiting until
     * what is queued has fallen below the low watermark, for twice the idle timeout at most.
     */
    public void allowBeyond(int bytes) {
        allowedBeyond = Math.max(0, bytes);
        allowedSince = endpoint.now();
    }

    private boolean endIfBeyond() {
        if (!out.isBeyond(endpoint.settings().maxQueuedBytes() + allowedBeyond)) {
            return false;
        }
        broken(
                new Disconnect(
                        DisconnectReason.CONGESTED,
                        out.queuedBytes() + " bytes wait for a peer that does not read them",
                        false),
                false);
        return true;
    }

    @Override
    public <R extends NetworkMessage> PendingReply<R> request(NetworkRequest<R> request) {
        return request(request, endpoint.settings().requestTimeoutNanos());
    }

    @Override
    public <R extends NetworkMessage> PendingReply<R> request(NetworkRequest<R> request, long timeoutNanos) {
        endpoint.guard().check();
        return requests.send(request, timeoutNanos);
    }

    @Override
    public void disconnect(DisconnectReason reason, @Nullable String text) {
        endpoint.guard().check();
        end(new Disconnect(reason, Disconnect.orEmpty(text), false), true);
    }

    @Override
    public void abort() {
        endpoint.guard().check();
        end(new Disconnect(DisconnectReason.CLOSED, "", false), false);
    }

    @Override
    public int queuedBytes() {
        return state == State.ENDED || state == State.SUSPENDED ? 0 : out.queuedBytes();
    }

    @Override
    public boolean isCongested() {
        return congested || out.isBeyond(endpoint.settings().highWatermarkBytes());
    }

    @Override
    public double remoteTime() {
        return in.remoteTime();
    }

    @Override
    public double rtt() {
        return time.rtt();
    }

    @Override
    public double rttVariance() {
        return time.rttVariance();
    }

    @Override
    public ConnectionQuality quality() {
        return time.quality();
    }

    @Override
    public double remoteTimeline() {
        return time.playback();
    }

    @Override
    public double seenTime() {
        return time.seenTime();
    }

    @Override
    public void seenTime(double seen) {
        endpoint.guard().check();
        if (!server) {
            throw new IllegalStateException("Only a server has to know what a client saw; on a client, ask time().");
        }
        time.seenTime(seen);
    }

    @Override
    public void idleTimeout(@Nullable Duration timeout) {
        endpoint.guard().check();
        idleSince = endpoint.now();
        if (timeout == null) {
            idleTimeoutNanos = endpoint.settings().idleTimeoutNanos();
            return;
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("idleTimeout is " + timeout + "; it takes a positive duration.");
        }
        idleTimeoutNanos = timeout.compareTo(Duration.ofDays(365)) < 0
                ? timeout.toNanos()
                : Duration.ofDays(365).toNanos();
    }

    @Override
    public ConnectionStatistics statistics() {
        return new ConnectionStatistics(
                out.packets(),
                out.bytes(),
                out.messages(),
                in.packets(),
                in.bytes(),
                in.messages(),
                sendsDropped,
                in.lateDropped(),
                rateLimited,
                unhandled);
    }

    @Override
    public void attach(@Nullable Object attachment) {
        this.attachment = attachment;
    }

    @Override
    public <T> @Nullable T attachment(Class<T> type) {
        return type.cast(attachment);
    }

    @Override
    public String toString() {
        return "connection " + id + " (" + address + ")";
    }

    // ---------------------------------------------------------------- for the owner

    /** The handshake is over. */
    public void open(int id, boolean authenticated) {
        this.id = id;
        this.authenticated = authenticated;
        state = State.OPEN;
        openedAt = endpoint.now();
    }

    /** The server said that this client is authenticated. */
    public void learnAuthenticated() {
        authenticated = true;
    }

    /** What the objects' side keeps of this connection. */
    public @Nullable Object view() {
        return view;
    }

    public void view(@Nullable Object view) {
        this.view = view;
    }

    /** Whether its owner was told that it is congested, and not yet that it keeps up again. */
    public boolean wasCongested() {
        return congested;
    }

    public boolean belongsTo(Owner owner) {
        return this.owner == owner;
    }

    /** The number the transport knows it by. */
    public int transportId() {
        return transportId;
    }

    /** The transport found out where the other side is. */
    public void learnAddress(PeerAddress address) {
        this.address = address;
    }

    public boolean isInHandshake() {
        return state == State.HANDSHAKE;
    }

    /** Why it ended, once it has. */
    public @Nullable Disconnect ended() {
        return ended;
    }

    public boolean hasSchemaDifference() {
        return schemaDifference != null;
    }

    /** Remembers, for a goodbye to come, what the server says of its message types. */
    public void noteSchemaDifference(String text) {
        schemaDifference = text;
    }

    /** Queues one of Tain's own messages, written with its id, in any state with a link but the last. */
    public void sendRaw(Channel channel, NetworkWriter encoded) {
        if (state != State.ENDED && state != State.SUSPENDED && ended == null) {
            enqueue(channel, encoded);
        }
    }

    /**
     * Ends it; what follows happens at the end of the tick.
     *
     * @param graceful whether what was sent and a goodbye still go out
     */
    public void end(Disconnect why, boolean graceful) {
        end(why, graceful, 0);
    }

    private void end(Disconnect why, boolean hasLink, int messageId) {
        if (ended != null) {
            return;
        }
        boolean graceful = hasLink && state != State.SUSPENDED;
        if (graceful && !why.byPeer()) {
            NetworkWriter writer = endpoint.scratch();
            new Goodbye(why.reason(), why.text(), messageId).write(writer);
            enqueue(Channel.RELIABLE, writer);
        }
        ended = why;
        this.graceful = graceful;
        state = State.ENDING;
        owner.ending(this);
    }

    /** The peer broke a rule: say so, and end. */
    public void fail(DisconnectReason reason, String text, int messageId) {
        if (ended != null) {
            return;
        }
        endpoint.reporter()
                .report(Report.Kind.VIOLATION, reason.name(), this + " was cut off, " + reason + ": " + text, null);
        end(new Disconnect(reason, text, false), true, messageId);
    }

    /** A handler of this program threw, which was reported: end without a second report. */
    void failHandled(int messageId) {
        end(new Disconnect(DisconnectReason.HANDLER_FAILED, "a handler failed", false), true, messageId);
    }

    /** The transport lost it. */
    public void lost(DisconnectReason reason, String detail) {
        broken(new Disconnect(reason, detail, false), false);
    }

    // ---------------------------------------------------------------- from link to link

    /** The link is of no use any more: it is suspended if it may come back, and ends if not. */
    private void broken(Disconnect why, boolean graceful) {
        if (state == State.OPEN && isLinkFailure(why.reason()) && owner.isResumable(this)) {
            suspend(why);
        } else {
            end(why, graceful);
        }
    }

    private static boolean isLinkFailure(DisconnectReason reason) {
        return switch (reason) {
            case CONNECTION_LOST, TIMEOUT, UNREACHABLE, CONGESTED, TRANSPORT_FAILED -> true;
            default -> false;
        };
    }

    /** From now on nothing is sent or received; what was queued is lost. */
    public void suspend(Disconnect why) {
        state = State.SUSPENDED;
        out.clear();
        owner.suspending(this, why);
    }

    /** Lets the link of before the suspension go. */
    public void leaveLink() {
        link.abort();
        transportId = 0;
        if (congested) {
            congested = false;
            owner.congestionChanged(this, false);
        }
    }

    /** A client looks for its server through another link: it may send what {@link #sendRaw} takes. */
    public void seek(PacketLink through) {
        link = through;
        encrypted = through.isEncrypted();
        in.restart();
        time.restart();
        out.restart(through, endpoint.now());
        if (bulk != null) {
            bulk.restart();
        }
        hasOutput = false;
        state = State.RESUMING;
    }

    /** It was not found, or lost again. */
    public void seekFailed() {
        link.abort();
        out.clear();
        state = State.SUSPENDED;
    }

    public boolean isSeeking() {
        return state == State.RESUMING;
    }

    /** The server knew it: it goes on. */
    public void found() {
        state = State.OPEN;
    }

    /** It goes on over another link. */
    public void resume(PacketLink through, int transportId, PeerAddress address) {
        seek(through);
        this.transportId = transportId;
        this.address = address;
        found();
    }

    /** Leaves its link to another connection, and is over without a word. */
    public void giveLinkAway() {
        ended = new Disconnect(DisconnectReason.CLOSED, "it goes on as another", false);
        state = State.ENDED;
        out.clear();
    }

    /** Whether what arrives is for it. */
    boolean hears() {
        return ended == null && state != State.SUSPENDED;
    }

    /** Packets that arrived so far. */
    public long packetsReceived() {
        return in.packets();
    }

    /** Carries out the end: the last packets, the link, the requests that will have no reply. */
    public void finish(double seconds) {
        if (state != State.ENDING) {
            return;
        }
        if (graceful) {
            flush(seconds);
            link.disconnect();
        } else {
            link.abort();
        }
        state = State.ENDED;
        out.clear();
    }

    /** Settles the requests that will have no reply. The last thing to happen, since the game may then do anything. */
    public void failRequests() {
        String why = ended == null ? "the connection was suspended" : ended.toString();
        requests.failAll(why);
        if (bulk != null) {
            bulk.endAll(why);
        }
    }

    /** Hands everything queued to the transport. */
    public void flush(double seconds) {
        hasOutput = false;
        time.flushed(seconds);
        out.flush(endpoint.now(), seconds);
    }

    /** Ends it if the game has not authenticated it in time. */
    public void endUnlessAuthenticated(long now, long timeoutNanos) {
        if (state == State.OPEN && !authenticated && now - openedAt > timeoutNanos) {
            end(
                    new Disconnect(
                            DisconnectReason.NOT_AUTHENTICATED,
                            "it was not authenticated within " + timeoutNanos / 1_000_000 + " ms",
                            false),
                    true);
        }
    }

    /** Looks after what time brings: silence, keep-alives, watermarks, late replies. Called a few times a second. */
    public void sweep(long now) {
        if (ended != null || isSuspended()) {
            return;
        }
        EndpointSettings settings = endpoint.settings();
        long silentNanos = Math.min(now - in.lastReceived(), now - idleSince);
        if (silentNanos > idleTimeoutNanos) {
            broken(
                    new Disconnect(
                            DisconnectReason.TIMEOUT,
                            "nothing was heard for " + silentNanos / 1_000_000 + " ms",
                            false),
                    true);
            return;
        }
        if (state == State.OPEN && now - out.lastSent() > settings.idleTimeoutNanos() / 4) {
            NetworkWriter writer = endpoint.scratch();
            writer.writeShort(BuiltIn.KEEP_ALIVE);
            sendRaw(Channel.RELIABLE, writer);
        }
        watchQueue();
        requests.expire(now);
        watchTime();
    }

    private void watchTime() {
        if (state == State.OPEN) {
            time.pingIfDue(this);
            long measured = link.roundTripNanos();
            if (measured >= 0) {
                time.transportRoundTrip(measured);
            }
            if (time.qualityChanged()) {
                owner.qualityChanged(this);
            }
        }
    }

    private void watchQueue() {
        int queued = out.queuedBytes();
        EndpointSettings settings = endpoint.settings();
        if (queued <= settings.lowWatermarkBytes() || endpoint.now() - allowedSince > 2 * settings.idleTimeoutNanos()) {
            allowedBeyond = 0;
        }
        if (!congested && queued > settings.highWatermarkBytes()) {
            congested = true;
            owner.congestionChanged(this, true);
        } else if (congested && queued <= settings.lowWatermarkBytes()) {
            congested = false;
            owner.congestionChanged(this, false);
        }
    }

    // ---------------------------------------------------------------- transfers

    Bulk bulk() {
        if (bulk == null) {
            bulk = new Bulk(this);
        }
        return bulk;
    }

    void bulkBegins() {
        if (!bulkAnnounced) {
            bulkAnnounced = true;
            owner.bulkBegins(this);
        }
    }

    /** Does what is due for its transfers, before packets leave. Returns whether there are any left. */
    public boolean tickBulk() {
        if (bulk != null && state == State.OPEN) {
            bulk.tick();
        }
        bulkAnnounced = bulk != null && bulk.isActive();
        return bulkAnnounced;
    }

    // ---------------------------------------------------------------- time

    /** The handshake told at which interval the other side sends. */
    public void agreeInterval(long remoteIntervalNanos) {
        time.agree(remoteIntervalNanos);
    }

    PeerTime time() {
        return time;
    }

    // An unreliable one may overtake the welcome.
    void time(NetworkReader body, Channel channel) {
        if (state != State.OPEN) {
            early(channel);
            body.skip(body.remaining());
        } else {
            time.receive(body, this);
        }
    }

    /** Says, before the first command of a tick on a channel, what time is shown here. */
    public void saySeen(Channel channel) {
        time.saySeen(this, channel);
    }

    /** The other side's clock now. */
    public double remoteNow() {
        return time.remoteNow();
    }

    public double bufferTime() {
        return time.bufferTime();
    }

    /** The interval at which the other side sends, seconds. */
    public double remoteInterval() {
        return time.remoteInterval();
    }

    // ---------------------------------------------------------------- for the dispatcher

    Endpoint endpoint() {
        return endpoint;
    }

    Requests requests() {
        return requests;
    }

    public boolean isServerSide() {
        return server;
    }

    void countUnhandled() {
        unhandled++;
    }

    void countDroppedSend() {
        sendsDropped++;
    }

    /** Whether the rate limit lets this message through; if not, deals with it. */
    boolean withinLimit(MessageCodec<?> codec, RateLimits limits) {
        RateLimit limit = limits.of(codec.id());
        if (limit == null) {
            return true;
        }
        TokenBucket bucket = buckets.get(codec.id());
        if (bucket == null || bucket.limit() != limit) {
            bucket = new TokenBucket(limit, endpoint.now());
            buckets.put(codec.id(), bucket);
        }
        if (bucket.tryTake(endpoint.now())) {
            return true;
        }
        rateLimited++;
        if (limit.disconnects()) {
            fail(
                    DisconnectReason.RATE_LIMITED,
                    codec.wireName() + " came faster than " + limit.perSecond() + " per second",
                    codec.id());
        }
        return false;
    }

    // ---------------------------------------------------------------- packets in

    /** Takes a packet from the transport. The bytes are valid during the call. */
    public void receive(Channel channel, byte[] bytes, int offset, int length) {
        in.receive(channel, bytes, offset, length);
    }

    /** One of Tain's own messages that only one side knows. */
    void control(int messageId, NetworkReader body) {
        try {
            owner.control(this, messageId, body);
        } catch (MalformedMessageException e) {
            throw e;
        } catch (Throwable e) { // what is in it could not be taken in: a codec of the game, perhaps
            endpoint.callbackFailed("Taking in built-in message " + messageId + " of " + this, e);
            fail(DisconnectReason.MALFORMED, "built-in message " + messageId + " was refused: " + e, 0);
        }
    }

    void tooLarge(int size, int messageId) {
        fail(
                DisconnectReason.MESSAGE_TOO_LARGE,
                "a message of " + Integer.toUnsignedString(size) + " bytes is larger than the "
                        + endpoint.settings().maxMessageBytes() + " allowed",
                messageId < TypeTable.FIRST_GAME_ID ? 0 : messageId);
    }

    // An unreliable packet may honestly overtake the welcome; a reliable one cannot.
    void early(Channel channel) {
        if (channel == Channel.RELIABLE) {
            fail(DisconnectReason.PROTOCOL_MISMATCH, "a message came before the handshake was over", 0);
        }
    }

    void goodbye(Goodbye goodbye) {
        String text = goodbye.text();
        WireType<?> about = endpoint.types().type(goodbye.messageId());
        if (schemaDifference != null) {
            text = schemaDifference;
        } else if (about != null && !text.contains(about.wireName())) {
            text = about.wireName() + ": " + text;
        }
        end(new Disconnect(goodbye.reason(), text, true), true);
    }

    // ---------------------------------------------------------------- packets out

    private void enqueue(Channel channel, NetworkWriter encoded) {
        owner.beforeOutput();
        out.add(channel, encoded);
        announceOutput();
    }

    private void announceOutput() {
        if (!hasOutput) {
            hasOutput = true;
            owner.hasOutput(this);
        }
    }
}
