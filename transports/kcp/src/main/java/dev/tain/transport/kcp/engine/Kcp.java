package dev.tain.transport.kcp.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * KCP: messages that arrive once and in order, over datagrams that may be lost, doubled, late and out of order. Bytes and
 * milliseconds in, bytes out; no socket, no clock, no thread.
 *
 * <p>A message is cut into segments, numbered one after the other. Each side acknowledges every segment it gets, one by
 * one, and says with each of its own the first number it misses. What is not acknowledged in time is sent again, and at
 * once when later segments were acknowledged and it was not. The names of the algorithm:
 *
 * <table>
 * <caption>Its names and ours</caption>
 * <tr><th>KCP</th><th>here</th><th>meaning</th></tr>
 * <tr><td>conv</td><td>-</td><td>always 0 (kcp2k tells connections apart by address and cookie)</td></tr>
 * <tr><td>cmd</td><td>PUSH, ACK, WASK, WINS</td><td>data; one acknowledged; what is your window?; this is mine</td></tr>
 * <tr><td>frg</td><td>fragment</td><td>how many segments of the same message follow</td></tr>
 * <tr><td>wnd</td><td>window</td><td>segments the sender of this has room for</td></tr>
 * <tr><td>ts</td><td>timestamp</td><td>the sender's clock; an acknowledgement returns it</td></tr>
 * <tr><td>sn</td><td>number</td><td>of the segment</td></tr>
 * <tr><td>una</td><td>firstMissing</td><td>all before it have arrived</td></tr>
 * <tr><td>snd_una, snd_nxt</td><td>sendFirst, sendNext</td><td>oldest unacknowledged number; the next to give</td></tr>
 * <tr><td>rcv_nxt</td><td>receiveNext</td><td>the number that continues the stream</td></tr>
 * <tr><td>snd_queue, snd_buf</td><td>waiting, underWay</td><td>without a number yet; numbered and sent</td></tr>
 * <tr><td>rcv_buf, rcv_queue</td><td>ahead, arrived</td><td>behind a gap; in order, to be read</td></tr>
 * <tr><td>rx_srtt, rx_rttval, rx_rto</td><td>smoothedTrip, tripDeviation, timeout</td><td>round trip, its mean
 * deviation, and the time after which a segment counts as lost (Jacobson and Karels, RFC 6298)</td></tr>
 * <tr><td>fastack, resend</td><td>skipped, fastResend</td><td>acknowledgements that passed a segment over</td></tr>
 * <tr><td>xmit, dead_link</td><td>transmissions, deadLink</td><td>how often sent; how often at most</td></tr>
 * <tr><td>probe</td><td>isAskingWindow, isTellingWindow</td><td>a window of nothing is asked after</td></tr>
 * </table>
 *
 * <p>KCP's own congestion window is left out, as Mirror leaves it off. What may be under way is bounded by both windows
 * and by what the link has been seen to deliver ({@link InFlightLimit}); a queue that grows ends the connection.
 *
 * <p>Numbers and times are 32 bits and wrap around; they are compared by their difference. Source: Lin Wei's KCP
 * (github.com/skywind3000/kcp) for the algorithm and the bytes, kcp2k for the choice of parameters. The lists of the
 * original are rings here, so that an acknowledgement finds its segment at once.
 */
final class Kcp {
    static final int HEAD_BYTES = 24;
    static final int PUSH = 81;
    static final int ACK = 82;
    static final int WASK = 83;
    static final int WINS = 84;

    private static final int TIMEOUT_FIRST = 200;
    private static final int TIMEOUT_MAX = 60_000;
    private static final int TIMEOUT_MIN = 100;

    /** However often a segment was lost: a silence of a few seconds more ends the connection anyway. */
    private static final int TIMEOUT_GROWN_MAX = 2_000;

    /** As long as nobody has answered at all. */
    private static final int TIMEOUT_GREETING_MAX = 300;

    private static final int TIMEOUT_MIN_NO_DELAY = 30;
    private static final int FAST_RESENDS_MAX = 5;
    private static final int PROBE_FIRST = 1_000;
    private static final int PROBE_MAX = 4_000; // an answer shows that the other side is there
    private static final int TRIP_MAX = 60_000;

    /**
     * Data segments that leave within one millisecond. A system's socket buffer holds a hundred datagrams or so; what
     * comes in one burst beyond that is lost on the way in.
     */
    private static final int BURST_MAX = 64;

    /** Acknowledgements are sent when so many wait, whatever the time. */
    private static final int ACKS_MAX = 512;

    /** Takes the datagrams. The first {@link Parameters#PREFIX_BYTES} of the array are the taker's to fill. */
    interface Output {
        void datagram(byte[] bytes, int length);
    }

    /** Takes the messages. The array is valid during the call only. */
    interface Messages {
        /** @return whether another one may follow at once */
        boolean message(byte[] bytes, int offset, int length);
    }

    private final Parameters parameters;
    private final SegmentPool pool;
    private final Output output;
    private final int segmentBytes;
    private final int timeoutMin;
    private final byte[] datagram;
    private int datagramLength = Parameters.PREFIX_BYTES;

    // Out.
    private final ArrayDeque<Segment> waiting = new ArrayDeque<>();
    private final SegmentRing underWay = new SegmentRing();
    private final InFlightLimit limit;
    private int inFlight;
    private int sendFirst;
    private int sendNext;
    private int remoteWindow;
    private int queuedBytes;
    private int waitingBytes;
    private int resendDueAt; // no segment is to be sent again before
    private int burstAt;
    private int burstLeft = BURST_MAX;
    private boolean isDead;

    // In.
    private final SegmentRing ahead = new SegmentRing();
    private final ArrayDeque<Segment> arrived = new ArrayDeque<>();
    private int receiveNext;
    private int heldBytes; // ahead and arrived
    private int nextFragment = -1; // of the message that is arriving; -1 when any may begin
    private byte[] joined = {};
    private int[] acks = new int[32]; // number, timestamp
    private int ackCount;
    private int acksDueAt;

    private int smoothedTrip;
    private int tripDeviation;
    private int timeout = TIMEOUT_FIRST;

    private boolean isAskingWindow;
    private boolean isTellingWindow;
    private int probeAt;
    private int probeWait; // 0 while the other side has a window

    Kcp(Parameters parameters, SegmentPool pool, Output output) {
        this(parameters, pool, output, 0);
    }

    /** @param firstNumber 0 on the wire; a test begins where numbers wrap around */
    Kcp(Parameters parameters, SegmentPool pool, Output output, int firstNumber) {
        this.parameters = parameters;
        this.pool = pool;
        this.output = output;
        segmentBytes = parameters.segmentBytes();
        timeoutMin = parameters.noDelay() ? TIMEOUT_MIN_NO_DELAY : TIMEOUT_MIN;
        remoteWindow = parameters.wholeWindow();
        datagram = pool.datagram();
        limit = new InFlightLimit(parameters.intervalMillis());
        sendFirst = firstNumber;
        sendNext = firstNumber;
        receiveNext = firstNumber;
    }

    // ---------------------------------------------------------------- sending

    /** Takes a message: one byte that says what it is, and the rest. It leaves with the next {@link #flush}. */
    void send(int header, byte[] bytes, int offset, int length) {
        int total = length + Parameters.HEADER_BYTES;
        int fragments = (total + segmentBytes - 1) / segmentBytes;
        if (length > parameters.maxReliableBytes()) {
            throw new IllegalArgumentException(
                    "The message is " + length + " bytes; " + parameters.maxReliableBytes() + " fit the window.");
        }
        int from = offset;
        int left = length;
        for (int following = fragments - 1; following >= 0; following--) {
            Segment segment = pool.take();
            segment.fragment = following;
            if (from == offset && following == fragments - 1) {
                segment.append(header);
            }
            int part = Math.min(left, segmentBytes - segment.length);
            segment.append(bytes, from, part);
            from += part;
            left -= part;
            queuedBytes += segment.length;
            waitingBytes += segment.length;
            waiting.add(segment);
        }
    }

    /** Counts the first waiting segment as sent at {@code now}, because its datagram was written by other means. */
    void countFirstAsSent(int now) {
        Segment segment = waiting.remove();
        number(segment);
        resendDueAt = now + TIMEOUT_MAX;
        count(segment, now);
    }

    /** What is under way leaves again with the next flush. */
    void resendAll(int now) {
        for (int number = sendFirst; number != sendNext; number++) {
            Segment segment = underWay.get(number);
            if (segment != null) {
                segment.resendAt = now;
                segment.transmissions = 0; // those before could not be answered
            }
        }
        resendDueAt = now;
    }

    /** Bytes taken that the other side has not acknowledged. */
    int queuedBytes() {
        return queuedBytes;
    }

    /** Bytes taken that were not sent yet. */
    int waitingBytes() {
        return waitingBytes;
    }

    /** Whether a segment was sent as often as a segment may be. */
    boolean isDead() {
        return isDead;
    }

    int smoothedTripMillis() {
        return smoothedTrip;
    }

    /**
     * Sends what may leave: acknowledgements, new segments as far as both windows go, and those that count as lost.
     */
    void flush(int now) {
        sendAcks();
        sendProbes(now);
        if (now != burstAt) {
            burstAt = now;
            burstLeft = BURST_MAX;
        }
        sendAgain(now);
        if (sendFirst == sendNext) {
            resendDueAt = now + TIMEOUT_MAX;
        }
        int window = Math.min(parameters.sendWindow(), remoteWindow);
        int most = limit.segments();
        while (burstLeft > 0 && inFlight < most && !waiting.isEmpty() && sendNext - (sendFirst + window) < 0) {
            Segment segment = waiting.remove();
            number(segment);
            push(segment, now);
        }
        emit();
    }

    private void number(Segment segment) {
        inFlight++;
        waitingBytes -= segment.length;
        segment.number = sendNext;
        segment.timeout = timeout;
        underWay.put(sendFirst, sendNext, segment);
        sendNext++;
    }

    private void push(Segment segment, int now) {
        count(segment, now);
        burstLeft--;
        head(PUSH, segment.fragment, window(), now, segment.number, segment.length);
        System.arraycopy(segment.data, 0, datagram, datagramLength, segment.length);
        datagramLength += segment.length;
    }

    private void count(Segment segment, int now) {
        segment.skipped = 0;
        segment.transmissions++;
        segment.sentAt = now;
        segment.resendAt = now + segment.timeout;
        resendDueAt = earlier(resendDueAt, segment.resendAt, now);
    }

    private void sendAgain(int now) {
        if (sendFirst == sendNext || now - resendDueAt < 0) {
            return;
        }
        resendDueAt = now + TIMEOUT_MAX;
        for (int number = sendFirst; number != sendNext; number++) {
            Segment segment = underWay.get(number);
            if (segment == null) {
                continue;
            }
            if (burstLeft == 0) {
                resendDueAt = now;
                return;
            }
            if (now - segment.resendAt >= 0) {
                isDead |= segment.transmissions >= parameters.deadLink();
                int longer = parameters.noDelay() ? segment.timeout / 2 : Math.max(segment.timeout, timeout);
                segment.timeout = Math.min(grownMax(), segment.timeout + longer);
                push(segment, now);
            } else if (isSkipped(segment) && now - lateAt(segment) >= 0) {
                push(segment, now);
            } else {
                resendDueAt = earlier(resendDueAt, dueAt(segment, now), now);
            }
        }
    }

    private int grownMax() {
        return smoothedTrip == 0 ? TIMEOUT_GREETING_MAX : Math.max(TIMEOUT_GROWN_MAX, timeout);
    }

    private int dueAt(Segment segment, int now) {
        return isSkipped(segment) ? earlier(lateAt(segment), segment.resendAt, now) : segment.resendAt;
    }

    private boolean isSkipped(Segment segment) {
        return parameters.fastResend() > 0
                && segment.skipped >= parameters.fastResend()
                && segment.transmissions <= FAST_RESENDS_MAX;
    }

    // Datagrams overtake each other by a few milliseconds on every network. What was skipped counts as lost when it is
    // late, too: later than what was sent with it usually is (as RACK has it, RFC 8985).
    private int lateAt(Segment segment) {
        return segment.sentAt + smoothedTrip + smoothedTrip / 8;
    }

    private static int earlier(int one, int other, int now) {
        return one - now < other - now ? one : other;
    }

    private void sendAcks() {
        int left = window();
        for (int i = 0; i < ackCount; i++) {
            head(ACK, 0, left, acks[2 * i + 1], acks[2 * i], 0);
        }
        ackCount = 0;
    }

    // The other side has no room. It says so when it has; in case that is lost, it is asked now and then.
    private void sendProbes(int now) {
        if (remoteWindow != 0) {
            probeWait = 0;
        } else if (probeWait == 0) {
            probeWait = PROBE_FIRST;
            probeAt = now + probeWait;
        } else if (now - probeAt >= 0) {
            probeWait = Math.min(PROBE_MAX, probeWait + probeWait / 2);
            probeAt = now + probeWait;
            isAskingWindow = true;
        }
        if (isAskingWindow) {
            head(WASK, 0, window(), 0, 0, 0);
            isAskingWindow = false;
        }
        if (isTellingWindow) {
            head(WINS, 0, window(), 0, 0, 0);
            isTellingWindow = false;
        }
    }

    private void head(int command, int fragment, int window, int timestamp, int number, int length) {
        if (datagramLength + HEAD_BYTES + length > datagram.length) {
            emit();
        }
        byte[] b = datagram;
        int at = datagramLength;
        putInt(b, at, 0);
        b[at + 4] = (byte) command;
        b[at + 5] = (byte) fragment;
        b[at + 6] = (byte) window;
        b[at + 7] = (byte) (window >>> 8);
        putInt(b, at + 8, timestamp);
        putInt(b, at + 12, number);
        putInt(b, at + 16, receiveNext);
        putInt(b, at + 20, length);
        datagramLength = at + HEAD_BYTES;
    }

    private void emit() {
        if (datagramLength > Parameters.PREFIX_BYTES) {
            output.datagram(datagram, datagramLength);
            datagramLength = Parameters.PREFIX_BYTES;
        }
    }

    /**
     * When {@link #flush} is to be called next, if nothing happens before: {@code now} or later, at most a minute or so.
     */
    int nextFlush(int now) {
        int wait = TIMEOUT_MAX;
        if (isTellingWindow || isAskingWindow) {
            wait = 0;
        }
        if (ackCount > 0) {
            wait = Math.min(wait, acksDueAt - now);
        }
        int soonest = now == burstAt && burstLeft == 0 ? 1 : 0;
        if (!waiting.isEmpty()) {
            if (remoteWindow == 0) {
                wait = Math.min(wait, probeWait == 0 ? 0 : probeAt - now);
            } else if (inFlight < limit.segments()
                    && sendNext - sendFirst < Math.min(parameters.sendWindow(), remoteWindow)) {
                wait = Math.min(wait, soonest);
            }
        }
        if (sendFirst != sendNext) {
            wait = Math.min(wait, Math.max(soonest, resendDueAt - now));
        }
        return now + Math.max(0, wait);
    }

    // ---------------------------------------------------------------- receiving

    /**
     * Takes the segments of a datagram.
     *
     * @return null, or what is wrong with them; then the connection makes no sense any more
     */
    @Nullable
    String input(byte[] bytes, int offset, int length, int now) {
        int at = offset;
        int end = offset + length;
        int acksHere = 0;
        int inFlightBefore = inFlight;
        int latestAck = 0;
        while (at < end) {
            if (end - at < HEAD_BYTES) {
                return "a segment is cut off";
            }
            int command = bytes[at + 4];
            int dataLength = getInt(bytes, at + 20);
            if (getInt(bytes, at) != 0) {
                return "a segment is of conversation " + Integer.toUnsignedString(getInt(bytes, at));
            }
            if (dataLength < 0 || dataLength > end - at - HEAD_BYTES || dataLength > 0 && command != PUSH) {
                return "a segment claims " + Integer.toUnsignedString(dataLength) + " bytes";
            }
            int firstMissing = getInt(bytes, at + 16);
            if (firstMissing - sendNext > 0) {
                return "segments are acknowledged that were never sent";
            }
            int number = getInt(bytes, at + 12);
            int timestamp = getInt(bytes, at + 8);
            remoteWindow = bytes[at + 6] & 0xFF | (bytes[at + 7] & 0xFF) << 8;
            acknowledgeBefore(firstMissing);
            switch (command) {
                case ACK -> {
                    measure(now - timestamp);
                    acknowledge(number);
                    if (acksHere++ == 0 || number - latestAck > 0) {
                        latestAck = number;
                    }
                }
                case PUSH -> {
                    String wrong =
                            take(number, bytes[at + 5] & 0xFF, timestamp, bytes, at + HEAD_BYTES, dataLength, now);
                    if (wrong != null) {
                        return wrong;
                    }
                }
                case WASK -> isTellingWindow = true;
                case WINS -> {
                    // the window is in every segment
                }
                default -> {
                    return "a segment has the command " + (command & 0xFF);
                }
            }
            at += HEAD_BYTES + dataLength;
        }
        if (inFlight < inFlightBefore) {
            limit.acknowledged(inFlightBefore - inFlight, smoothedTrip, now);
        }
        if (acksHere > 0) {
            passOver(latestAck, acksHere, now);
        }
        return null;
    }

    private void measure(int trip) {
        if (trip < 0 || trip > TRIP_MAX) {
            return; // a timestamp that this side never sent
        }
        limit.measured(trip);
        if (smoothedTrip == 0) {
            smoothedTrip = Math.max(1, trip);
            tripDeviation = trip / 2;
        } else {
            int off = Math.abs(trip - smoothedTrip);
            tripDeviation = (3 * tripDeviation + off) / 4;
            smoothedTrip = Math.max(1, (7 * smoothedTrip + trip) / 8);
        }
        int suggested = smoothedTrip + Math.max(parameters.intervalMillis(), 4 * tripDeviation);
        timeout = Math.min(Math.max(timeoutMin, suggested), TIMEOUT_MAX);
    }

    private void acknowledgeBefore(int firstMissing) {
        while (sendFirst - firstMissing < 0) {
            release(underWay.remove(sendFirst));
            sendFirst++;
        }
        advanceSendFirst();
    }

    private void acknowledge(int number) {
        if (number - sendFirst >= 0 && number - sendNext < 0) {
            release(underWay.remove(number));
            advanceSendFirst();
        }
    }

    private void advanceSendFirst() {
        while (sendFirst != sendNext && underWay.get(sendFirst) == null) {
            sendFirst++;
        }
    }

    private void release(@Nullable Segment segment) {
        if (segment != null) {
            inFlight--;
            queuedBytes -= segment.length;
            pool.give(segment);
        }
    }

    private void passOver(int acknowledged, int times, int now) {
        for (int number = sendFirst; number - acknowledged < 0 && number != sendNext; number++) {
            Segment segment = underWay.get(number);
            if (segment != null) {
                segment.skipped += times;
                resendDueAt = earlier(resendDueAt, dueAt(segment, now), now);
            }
        }
    }

    private @Nullable String take(
            int number, int fragment, int timestamp, byte[] bytes, int offset, int length, int now) {
        if (number - (receiveNext + parameters.receiveWindow()) >= 0) {
            return null; // beyond the window: not kept, and so not acknowledged
        }
        if (length > segmentBytes) {
            return "a segment has " + length + " bytes of " + segmentBytes;
        }
        boolean isNew = number - receiveNext >= 0 && ahead.get(number) == null;
        // What continues the stream may always complete a message; what is ahead of it must wait its turn.
        int bytesMax = parameters.receiveBytes() + (number == receiveNext ? parameters.maxReliableBytes() : 0);
        if (isNew && heldBytes + length > bytesMax) {
            return null;
        }
        acknowledgeLater(number, timestamp, now);
        if (!isNew) {
            return null;
        }
        heldBytes += length;
        Segment segment = pool.take();
        segment.number = number;
        segment.fragment = fragment;
        segment.append(bytes, offset, length);
        ahead.put(receiveNext, number, segment);
        return line();
    }

    /** Moves what continues the stream to where it can be read. */
    private @Nullable String line() {
        while (arrived.size() < parameters.receiveWindow()) {
            Segment next = ahead.get(receiveNext);
            if (next == null) {
                return null;
            }
            boolean fits = nextFragment < 0
                    ? next.fragment < Math.min(255, parameters.receiveWindow() - 1)
                    : next.fragment == nextFragment;
            if (!fits) {
                return "the fragments of a message are not in order";
            }
            nextFragment = next.fragment - 1;
            ahead.remove(receiveNext);
            receiveNext++;
            arrived.add(next);
        }
        return null;
    }

    private void acknowledgeLater(int number, int timestamp, int now) {
        if (ackCount == 0) {
            // On a grid, so that a server's connections are due together and not each at a time of its own.
            int interval = parameters.intervalMillis();
            acksDueAt = now + interval + Math.floorMod(-(now + interval), interval);
        }
        if (2 * ackCount == acks.length) {
            acks = Arrays.copyOf(acks, 2 * acks.length);
        }
        acks[2 * ackCount] = number;
        acks[2 * ackCount + 1] = timestamp;
        ackCount++;
        if (ackCount >= ACKS_MAX) {
            sendAcks();
            emit();
        }
    }

    /** Segments this side has room for. */
    private int window() {
        int bySegments = parameters.receiveWindow() - arrived.size();
        int byBytes = (parameters.receiveBytes() - heldBytes) / segmentBytes;
        return Math.max(0, Math.min(bySegments, byBytes));
    }

    /** What was received need not be acknowledged. */
    void forgetAcks() {
        ackCount = 0;
    }

    /** Hands over the messages that are complete, as long as more are wanted. */
    @Nullable
    String receive(Messages messages) {
        boolean wasFull = window() == 0;
        boolean goesOn = true;
        String wrong = null;
        while (goesOn && wrong == null && hasMessages()) {
            goesOn = arrived.element().fragment == 0 ? handOver(messages) : handOverJoined(messages);
            wrong = line();
        }
        if (wasFull && window() > 0) {
            isTellingWindow = true;
        }
        return wrong;
    }

    private boolean handOver(Messages messages) {
        Segment only = arrived.remove();
        heldBytes -= only.length;
        try {
            return messages.message(only.data, 0, only.length);
        } finally {
            pool.give(only);
        }
    }

    private boolean handOverJoined(Messages messages) {
        int length = 0;
        int following;
        do {
            Segment part = arrived.remove();
            heldBytes -= part.length;
            following = part.fragment;
            if (joined.length < length + part.length) {
                joined = Arrays.copyOf(joined, Math.max(length + part.length, 2 * joined.length));
            }
            System.arraycopy(part.data, 0, joined, length, part.length);
            length += part.length;
            pool.give(part);
        } while (following > 0);
        return messages.message(joined, 0, length);
    }

    /** Whether complete messages wait to be read. */
    boolean hasMessages() {
        Segment first = arrived.peek();
        return first != null && arrived.size() > first.fragment;
    }

    /** Gives everything back. */
    void clear() {
        underWay.clear(pool);
        ahead.clear(pool);
        waiting.forEach(pool::give);
        waiting.clear();
        arrived.forEach(pool::give);
        arrived.clear();
        sendFirst = sendNext;
        inFlight = 0;
        queuedBytes = 0;
        waitingBytes = 0;
        heldBytes = 0;
        ackCount = 0;
        joined = new byte[0];
    }

    // ---------------------------------------------------------------- bytes

    static int getInt(byte[] b, int at) {
        return b[at] & 0xFF | (b[at + 1] & 0xFF) << 8 | (b[at + 2] & 0xFF) << 16 | b[at + 3] << 24;
    }

    static void putInt(byte[] b, int at, int value) {
        b[at] = (byte) value;
        b[at + 1] = (byte) (value >>> 8);
        b[at + 2] = (byte) (value >>> 16);
        b[at + 3] = (byte) (value >>> 24);
    }
}
