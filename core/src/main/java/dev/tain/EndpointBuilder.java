package dev.tain;

import dev.tain.codegen.MessageIndex;
import dev.tain.connection.BulkLimits;
import dev.tain.connection.RateLimit;
import dev.tain.connection.ReportSink;
import dev.tain.internal.schema.TypeTable;
import dev.tain.internal.session.Endpoint;
import dev.tain.internal.session.EndpointSettings;
import dev.tain.object.Prefabs;
import dev.tain.time.SnapshotSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What server and client are told alike.
 *
 * @param <B> the builder itself
 */
public abstract sealed class EndpointBuilder<B extends EndpointBuilder<B>>
        permits NetworkServer.Builder, NetworkClient.Builder {
    private String gameVersion = "";
    private boolean strictSchema;
    private int sendRate = 60;
    private boolean sendRateGiven;
    private Duration idleTimeout = Duration.ofSeconds(30);
    private Duration helloTimeout = Duration.ofSeconds(5);
    private Duration requestTimeout = Duration.ofSeconds(10);
    private int maxOutstandingRequests = 256;
    private int maxMessageBytes = 1 << 20;
    private int lowWatermarkBytes = 64 << 10;
    private int highWatermarkBytes = 256 << 10;
    private int maxQueuedBytes = 4 << 20;
    private boolean exceptionsDisconnect = true;
    private RateLimit commandLimit = RateLimit.perSecond(600);
    private BulkLimits bulkLimits = BulkLimits.defaults();
    private Duration pingInterval = Duration.ofMillis(500);
    private SnapshotSettings snapshotSettings = SnapshotSettings.observed();
    private Prefabs prefabs = Prefabs.none();
    private @Nullable ReportSink reportSink;
    private @Nullable List<MessageIndex> messages;

    EndpointBuilder() {}

    @SuppressWarnings("unchecked")
    private B self() {
        return (B) this;
    }

    /** The version both ends must agree on, compared before anything else; default none. At most 256 characters. */
    public B gameVersion(String gameVersion) {
        this.gameVersion = gameVersion;
        return self();
    }

    /** Refuse an end that has message types the other lacks; by default such a type fails when it is used. */
    public B strictSchema(boolean strict) {
        this.strictSchema = strict;
        return self();
    }

    /**
     * Packets per second and connection, at most; default 60. 0 sends at the end of every tick. A client that is not told
     * takes over its server's, which it learns when it is let in.
     */
    public B sendRate(int hertz) {
        require(hertz >= 0 && hertz <= 1000, "sendRate", hertz, "0 to 1000 per second");
        this.sendRate = hertz;
        this.sendRateGiven = true;
        return self();
    }

    /** How long a connection may be silent; default 30 s. A quarter of it without sending sends a sign of life. */
    public B idleTimeout(Duration timeout) {
        require(positive(timeout), "idleTimeout", timeout, "a positive duration");
        this.idleTimeout = timeout;
        return self();
    }

    /** How long a newcomer has for its hello, and the game for admitting it; default 5 s. */
    public B helloTimeout(Duration timeout) {
        require(positive(timeout), "helloTimeout", timeout, "a positive duration");
        this.helloTimeout = timeout;
        return self();
    }

    /** How long a request waits for its reply unless it says otherwise; default 10 s. */
    public B requestTimeout(Duration timeout) {
        require(positive(timeout), "requestTimeout", timeout, "a positive duration");
        this.requestTimeout = timeout;
        return self();
    }

    /** How many requests of one connection may be unanswered, each way; default 256. */
    public B maxOutstandingRequests(int count) {
        require(count >= 1, "maxOutstandingRequests", count, "at least 1");
        this.maxOutstandingRequests = count;
        return self();
    }

    /** The largest message, sent or received, on the reliable channel; default 1 MiB. */
    public B maxMessageBytes(int bytes) {
        require(bytes >= 1024 && bytes <= 1 << 28, "maxMessageBytes", bytes, "1 KiB to 256 MiB");
        this.maxMessageBytes = bytes;
        return self();
    }

    /**
     * When a connection counts as congested: above {@code high} queued bytes, until at most {@code low}; default 256
     * and 64 KiB.
     */
    public B watermarks(int lowBytes, int highBytes) {
        require(
                lowBytes >= 0 && lowBytes < highBytes,
                "watermarks",
                lowBytes + " and " + highBytes,
                "0 or more for the low one, and less than the high one");
        this.lowWatermarkBytes = lowBytes;
        this.highWatermarkBytes = highBytes;
        return self();
    }

    /** The most bytes that may wait for one connection; more ends it with CONGESTED. Default 4 MiB. */
    public B maxQueuedBytes(int bytes) {
        require(bytes >= 1024, "maxQueuedBytes", bytes, "at least 1 KiB");
        this.maxQueuedBytes = bytes;
        return self();
    }

    /** Whether a handler that throws ends the connection whose message it was handling; default yes. */
    public B exceptionsDisconnect(boolean disconnect) {
        this.exceptionsDisconnect = disconnect;
        return self();
    }

    /**
     * How many commands one connection may send, of all kinds together; default 600 per second. State that an owner's
     * client decides counts, too: a message of it, of many objects, as one command, and each kilobyte as another. The
     * excess is dropped and counted. Of interest to servers only.
     */
    public B commandLimit(RateLimit limit) {
        this.commandLimit = limit;
        return self();
    }

    /** How much each connection may transfer beside the game's traffic; default {@link BulkLimits#defaults()}. */
    public B bulkLimits(BulkLimits limits) {
        this.bulkLimits = limits;
        return self();
    }

    /**
     * How often each connection's round trip and clock are measured; default every 500 ms, and five times as often at
     * first. It is small and travels with what else is sent.
     */
    public B pingInterval(Duration interval) {
        require(positive(interval), "pingInterval", interval, "a positive duration");
        this.pingInterval = interval;
        return self();
    }

    /** How the other side's past is played back; default {@link SnapshotSettings#observed()}. */
    public B snapshotSettings(SnapshotSettings settings) {
        this.snapshotSettings = settings;
        return self();
    }

    /** The kinds of objects; default none. */
    public B prefabs(Prefabs prefabs) {
        this.prefabs = prefabs;
        return self();
    }

    final Prefabs prefabs() {
        return prefabs;
    }

    /** Where reports go; default, with tain-run, {@code System.Logger} {@code dev.tain}. */
    public B reportSink(ReportSink sink) {
        this.reportSink = sink;
        return self();
    }

    /**
     * The generated message indexes, instead of those found on the class path. For shaded jars that lost their
     * {@code META-INF/services}; {@code -Atain.index=com.game.GameMessages} gives the index a name to rely on.
     */
    public B messages(MessageIndex... indexes) {
        this.messages = List.of(indexes);
        return self();
    }

    final Endpoint endpoint(String what) {
        require(gameVersion.length() <= 256, "gameVersion", gameVersion.length() + " characters", "at most 256");
        require(
                highWatermarkBytes < maxQueuedBytes,
                "watermarks",
                highWatermarkBytes,
                "a high one below maxQueuedBytes, which is " + maxQueuedBytes);
        require(
                maxMessageBytes < maxQueuedBytes,
                "maxMessageBytes",
                maxMessageBytes,
                "less than maxQueuedBytes, which is " + maxQueuedBytes + "; raise that too");
        EndpointSettings settings = new EndpointSettings(
                gameVersion,
                strictSchema,
                sendRate == 0 ? 0 : 1_000_000_000L / sendRate,
                !sendRateGiven,
                idleTimeout.toNanos(),
                helloTimeout.toNanos(),
                requestTimeout.toNanos(),
                maxOutstandingRequests,
                maxMessageBytes,
                lowWatermarkBytes,
                highWatermarkBytes,
                maxQueuedBytes,
                exceptionsDisconnect,
                commandLimit,
                bulkLimits,
                pingInterval.toNanos(),
                snapshotSettings);
        ReportSink sink = reportSink != null ? reportSink : Discovery.reportSink();
        return new Endpoint(what, settings, new TypeTable(Discovery.orFound(messages)), sink);
    }

    static boolean positive(Duration duration) {
        return !duration.isNegative() && !duration.isZero() && duration.compareTo(Duration.ofDays(365)) < 0;
    }

    static void require(boolean condition, String what, Object value, String allowed) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is " + value + "; it takes " + allowed + ".");
        }
    }
}
