package dev.tain.internal.session;

import dev.tain.time.ConnectionQuality;
import dev.tain.time.ExponentialMovingAverage;
import dev.tain.time.SnapshotSettings;
import dev.tain.time.SnapshotTimeline;
import dev.tain.transport.Channel;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a connection knows of the other's time. Every packet bears its sender's clock, which drives the
 * playback; pings measure the round trip and tell the two clocks apart, as in NTP:
 *
 * <pre>
 *   here   sent ─────────────────────────────── arrives      round trip = (arrives − sent) − (left − received)
 *              \ PING n                 PONG n /             clock there − here
 *   there       received ── held ── left                        = ((received − sent) + (left − arrives)) / 2
 * </pre>
 *
 * Of the last samples that with the shortest round trip is believed, since waiting makes samples worse in one direction
 * only. What arrived while this program hung measures its pause and not the way, and is left out. When a ping left is remembered here and not told, and its number cannot be guessed before it arrives, so a peer
 * can make itself look farther away, not nearer.
 *
 * <p>References: RFC 5905 (clock filter); Mirror's ping window.
 */
public final class PeerTime {
    private static final int PING = 0;
    private static final int PONG = 1;
    private static final int SEEN = 2;

    private static final int OUTSTANDING = 16;
    private static final int FIRST_PINGS = 10;
    private static final int FIRST_PINGS_FASTER = 5;
    private static final int RTT_WINDOW = 20;
    private static final int CLOCK_SAMPLES = 8;
    private static final double SLEW = 0.05;
    private static final double JUMP_SECONDS = 0.25;
    private static final double QUALITY_SECONDS = 1;

    /** A playback further ahead of the newest packet is not dry, but nothing is being sent. */
    private static final double DRY_INTERVALS = 3;

    /** How far back, at the most, a peer may claim to have been looking. */
    private static final double SEEN_MAX_SECONDS = 2;

    /** So many pings are answered until packets leave; who is honest sends one in a sweep. */
    private static final int ANSWERS_MAX = 4;

    /** Multiplying by it carries what is unknown of a time into the upper bits; Knuth, 6.4. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** 21 bits of it make a number: three bytes on the wire. */
    private static final int NUMBER_SHIFT = 43;

    private final Endpoint endpoint;
    private final SnapshotSettings settings;
    private final ExponentialMovingAverage rtt = new ExponentialMovingAverage(RTT_WINDOW);
    private final double[] sentAt = new double[OUTSTANDING];
    private final int[] numbers = new int[OUTSTANDING];
    private final boolean[] waiting = new boolean[OUTSTANDING];
    private final double[] sampleOffset = new double[CLOCK_SAMPLES];
    private final double[] sampleRtt = new double[CLOCK_SAMPLES];
    private int samples;

    private SnapshotTimeline timeline;
    private double advancedTo;
    private boolean offsetKnown;
    private boolean offsetMeasured;
    private double offset;
    private double wantedOffset;
    private double slewedTo;

    private int pings;
    private boolean unsent;
    private int answers;
    private long nextPing;
    private double remoteTime;
    private boolean transportMeasures;

    private boolean seenKnown;
    private double seenLag;
    private double seenSaidAt = Double.NEGATIVE_INFINITY;
    private @Nullable Channel seenSaidOn;

    private ConnectionQuality quality = ConnectionQuality.ESTIMATING;
    private double qualityLookedAt;

    PeerTime(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.settings = endpoint.settings().snapshotSettings();
        this.timeline =
                new SnapshotTimeline(settings, seconds(endpoint.settings().sendIntervalNanos()));
        this.nextPing = endpoint.now();
    }

    // A side that sends in every tick has no interval of its own; that of a display will do.
    private static double seconds(long intervalNanos) {
        return intervalNanos <= 0 ? 1.0 / 60 : intervalNanos * 1e-9;
    }

    /** The handshake told at which interval the other side sends. */
    void agree(long remoteIntervalNanos) {
        timeline = new SnapshotTimeline(settings, seconds(remoteIntervalNanos));
    }

    /** Another link, perhaps by way of another computer's sleep: what is known of the way is of no use any more. */
    void restart() {
        timeline.reset();
        rtt.reset();
        transportMeasures = false;
        samples = 0;
        unsent = false;
        nextPing = endpoint.now();
        Arrays.fill(waiting, false);
        quality = ConnectionQuality.ESTIMATING;
    }

    // ---------------------------------------------------------------- what arrives

    /** A packet arrived. */
    void arrived(double remoteTime) {
        double now = endpoint.seconds();
        this.remoteTime = remoteTime;
        if (!offsetKnown) { // late by the way here, until the first pong says by how much
            offsetKnown = true;
            offset = remoteTime - now;
            wantedOffset = offset;
            slewedTo = now;
        }
    }

    /** A packet arrived that is there to tell something: the playback goes by these, whose rhythm is that of motion. */
    void news(double remoteTime, boolean reliably) {
        catchUp();
        if (!endpoint.hung() || !timeline.isStarted()) {
            timeline.arrived(remoteTime, endpoint.seconds(), reliably ? 0 : 1);
        }
    }

    void receive(NetworkReader body, Connection from) {
        int word = body.readUnsignedByte();
        switch (word) {
            case PING -> answer(body.readVarUInt(), from);
            case PONG -> pong(body.readVarUInt(), readTime(body));
            case SEEN -> seen(readTime(body), body, from);
            default -> throw body.malformed("there is no word " + word + " about time");
        }
    }

    private static double readTime(NetworkReader body) {
        double time = body.readDouble();
        if (!(Math.abs(time) <= Inbox.TIME_MAX_SECONDS)) {
            throw body.malformed("a time is out of range");
        }
        return time;
    }

    private void answer(int number, Connection from) {
        if (++answers > ANSWERS_MAX || endpoint.hung()) {
            return; // a flood, for which the next tick is soon enough; or it would be our pause that is measured
        }
        NetworkWriter writer = begin(PONG);
        writer.writeVarUInt(number);
        writer.writeDouble(endpoint.seconds());
        from.sendRaw(Channel.UNRELIABLE, writer);
    }

    private NetworkWriter begin(int word) {
        NetworkWriter writer = endpoint.scratch();
        writer.writeShort(BuiltIn.TIME);
        writer.writeByte((byte) word);
        return writer;
    }

    // What was not asked, or is answered twice, is nothing to go by; the same happens where packets are duplicated.
    private void pong(int number, double received) {
        int slot = 0;
        while (slot < OUTSTANDING && !(waiting[slot] && numbers[slot] == number)) {
            slot++;
        }
        if (slot == OUTSTANDING) {
            return;
        }
        waiting[slot] = false;
        if (endpoint.hung() && rtt.isStarted()) {
            return;
        }
        double now = endpoint.seconds();
        double way = now - sentAt[slot];
        double held = Math.min(Math.max(remoteTime - received, 0), way);
        double roundTrip = way - held;
        if (!transportMeasures) {
            rtt.add(roundTrip);
        }
        clockSample(((received - sentAt[slot]) + (remoteTime - now)) / 2, roundTrip);
    }

    private void clockSample(double offsetNow, double roundTrip) {
        int at = samples++ % CLOCK_SAMPLES;
        sampleOffset[at] = offsetNow;
        sampleRtt[at] = roundTrip;
        int best = at;
        for (int i = 0; i < Math.min(samples, CLOCK_SAMPLES); i++) {
            if (sampleRtt[i] < sampleRtt[best]) {
                best = i;
            }
        }
        slew();
        wantedOffset = sampleOffset[best];
        if (!offsetMeasured) {
            offsetMeasured = true;
            offset = wantedOffset;
        }
    }

    /** What the transport itself measured. */
    void transportRoundTrip(long nanos) {
        transportMeasures = true;
        rtt.add(nanos * 1e-9);
    }

    private void seen(double time, NetworkReader body, Connection from) {
        if (!from.isServerSide()) {
            throw body.malformed("a server sees no one's past");
        }
        seenTime(time);
    }

    /** The other side was looking at that time here. */
    void seenTime(double time) {
        seenKnown = true;
        seenLag = Math.min(Math.max(endpoint.seconds() - time, 0), SEEN_MAX_SECONDS);
    }

    // ---------------------------------------------------------------- what goes out

    /** Asks for the time if that is due. Called in the sweeps of an open connection. */
    void pingIfDue(Connection to) {
        long now = endpoint.now();
        if (now - nextPing < 0) {
            return;
        }
        nextPing = now + endpoint.settings().pingIntervalNanos() / (samples < FIRST_PINGS ? FIRST_PINGS_FASTER : 1);
        int slot = ++pings & OUTSTANDING - 1;
        numbers[slot] = (int) ((now + pings) * GOLDEN >>> NUMBER_SHIFT);
        waiting[slot] = false;
        unsent = true;
        NetworkWriter writer = begin(PING);
        writer.writeVarUInt(numbers[slot]);
        to.sendRaw(Channel.UNRELIABLE, writer);
    }

    /** What was queued leaves now. */
    void flushed(double seconds) {
        answers = 0;
        if (unsent) {
            int slot = pings & OUTSTANDING - 1;
            sentAt[slot] = seconds;
            waiting[slot] = true;
            unsent = false;
        }
    }

    /** Says, before the first command of a tick on a channel, what the player saw who gave it. */
    void saySeen(Connection to, Channel channel) {
        double now = endpoint.seconds();
        if (!timeline.isStarted() || (seenSaidAt == now && seenSaidOn == channel)) {
            return;
        }
        seenSaidAt = now;
        seenSaidOn = channel;
        NetworkWriter writer = begin(SEEN);
        writer.writeDouble(shown());
        to.sendRaw(channel, writer);
    }

    // ---------------------------------------------------------------- what is known

    // A playback that runs dry shows the newest there is; after a silence, which may be rest, that is still so now.
    private double shown() {
        double time = playback();
        double ahead = time - timeline.newestTime();
        return ahead > 0 && ahead < DRY_INTERVALS * timeline.sendInterval() ? timeline.newestTime() : time;
    }

    // The playback moves when somebody looks, and not in every tick of every connection.
    private void catchUp() {
        double now = endpoint.seconds();
        double elapsed = now - advancedTo;
        if (elapsed > 0) {
            advancedTo = now;
            timeline.advance(now, elapsed);
        }
    }

    /** The other side's time that is played back now; 0 before anything arrived. */
    double playback() {
        catchUp();
        return timeline.time();
    }

    double bufferTime() {
        return timeline.isStarted() ? timeline.bufferTime() : 0;
    }

    double remoteInterval() {
        return timeline.sendInterval();
    }

    private void slew() {
        double now = endpoint.seconds();
        double off = wantedOffset - offset;
        double step = SLEW * Math.max(now - slewedTo, 0);
        slewedTo = now;
        offset = Math.abs(off) > JUMP_SECONDS ? wantedOffset : offset + Math.min(Math.max(off, -step), step);
    }

    /** What the other side's clock says now; 0 before anything arrived. */
    double remoteNow() {
        if (!offsetKnown) {
            return 0;
        }
        slew();
        return endpoint.seconds() + offset;
    }

    double rtt() {
        return rtt.value();
    }

    double rttVariance() {
        return rtt.variance();
    }

    /** The time here that the other side was looking at when it said what arrives now. */
    double seenTime() {
        double lag = seenKnown ? seenLag : Math.min(rtt.value() + bufferTime(), SEEN_MAX_SECONDS);
        return endpoint.seconds() - lag;
    }

    ConnectionQuality quality() {
        return quality;
    }

    /** Looks, about once a second, whether the quality is another. */
    boolean qualityChanged() {
        double now = endpoint.seconds();
        if (now - qualityLookedAt < QUALITY_SECONDS || !rtt.isStarted()) {
            return false;
        }
        qualityLookedAt = now;
        ConnectionQuality before = quality;
        quality = ConnectionQuality.of(rtt.value(), rtt.standardDeviation());
        return quality != before;
    }
}
