package dev.tain.transport.kcp.engine;

import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * One connection of kcp2k: its reliable messages in a {@link Kcp}, its unreliable ones each in a datagram of its own, and
 * what keeps it alive and ends it. Bytes and milliseconds are arguments; it belongs to one thread.
 *
 * <pre>
 *   datagram      u8 channel {1 reliable, 2 unreliable, 3 bulk}, u32 cookie, then
 *     reliable    segments of KCP; a message is u8 {1 hello, 2 ping, 3 data, 4 pong} and its bytes
 *     unreliable  u8 {4 data, 5 disconnect} and its bytes
 * </pre>
 *
 * <p>A third channel, which kcp2k does not know, is the lane of bulk transfers: segments of a {@link Kcp} of its own, so
 * that the game's messages never wait for a large one's. It exists once somebody uses it; its messages are data.
 *
 * <p>What the other side may not do ends the connection as {@code MALFORMED}: an unknown header, data before the hello,
 * a second hello, data without bytes, a message that is too large, segments that make no sense.
 */
public final class KcpPeer {
    static final int RELIABLE = 1;
    static final int UNRELIABLE = 2;
    static final int BULK = 3;
    static final int HELLO = 1;
    static final int PING = 2;
    static final int DATA = 3;
    static final int PONG = 4;
    static final int UNRELIABLE_DATA = 4;
    static final int UNRELIABLE_DISCONNECT = 5;

    /** Unreliable, so it is said more than once. */
    private static final int DISCONNECTS = 5;

    private static final byte[] NO_BYTES = {};

    /** Where datagrams go. The array is valid during the call only. */
    public interface Wire {
        void datagram(KcpPeer peer, byte[] bytes, int length);
    }

    /** What a connection tells. The array is valid during the call only. */
    public interface Listener {
        /** The other side has proved that it is there. */
        void connected(KcpPeer peer);

        /**
         * A message of 1 or more bytes.
         *
         * @return whether there is room for another reliable one now; if not, {@link KcpPeer#resume} asks for it
         */
        boolean received(KcpPeer peer, Channel channel, byte[] bytes, int offset, int length);

        /** Some of what was sent has arrived: {@link KcpPeer#queuedBytes} is less than before. */
        void acknowledged(KcpPeer peer);

        /** It is over, and not because this side ended it; all reliable messages were handed over before. */
        void ended(KcpPeer peer, DisconnectReason reason, String detail);

        /** This side ended it, and now what it had sent has arrived or its time is up. */
        void left(KcpPeer peer);
    }

    private enum State {
        GREETING,
        CONNECTED,
        /** This side has ended it and waits until what it sent has arrived. */
        LEAVING,
        OVER
    }

    private final Parameters parameters;
    private final SegmentPool pool;
    private final int firstNumber;
    private final Wire wire;
    private final Listener listener;
    private final Kcp kcp;
    private final Object address;
    private final byte[] datagram;
    private final Kcp.Messages reader = this::message;
    private final Kcp.Messages bulkReader = this::bulkMessage;
    private @Nullable Kcp bulk;
    private State state = State.GREETING;
    private int cookie;
    private final int begunAt;
    private int heardAt;
    private int pingAt;
    private int pongAt;
    private int readAt;
    private int leaveBy;
    private boolean isEndedByOther;
    private boolean isFull;
    private boolean isTouched;
    private @Nullable Object attachment;

    KcpPeer(
            Parameters parameters,
            SegmentPool pool,
            Wire wire,
            Listener listener,
            Object address,
            int cookie,
            int now,
            int firstNumber) {
        this.parameters = parameters;
        this.pool = pool;
        this.firstNumber = firstNumber;
        this.wire = wire;
        this.listener = listener;
        this.address = address;
        this.cookie = cookie;
        kcp = new Kcp(parameters, pool, this::sendSegments, firstNumber);
        datagram = pool.datagram();
        begunAt = now;
        heardAt = now;
        pingAt = now + parameters.pingMillis();
        pongAt = now;
        kcp.send(HELLO, NO_BYTES, 0, 0);
    }

    /** Where the other side is; what the engine was given. */
    public Object address() {
        return address;
    }

    /** 0 at a client that has not learned it. */
    int cookie() {
        return cookie;
    }

    /** Something of the transport's own. */
    public void attach(Object something) {
        attachment = something;
    }

    /** What {@link #attach} was given. */
    public @Nullable Object attachment() {
        return attachment;
    }

    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    public boolean isOver() {
        return state == State.OVER;
    }

    /**
     * Bytes taken that the other side has not acknowledged. Of bulk transfers, which keep account themselves of what is
     * under way, those that were not sent.
     */
    public int queuedBytes() {
        return kcp.queuedBytes() + (bulk == null ? 0 : bulk.waitingBytes());
    }

    /** The smoothed round trip, milliseconds; 0 before the first. */
    public int roundTripMillis() {
        return kcp.smoothedTripMillis();
    }

    // ---------------------------------------------------------------- sending

    /** Takes a message; an unreliable one leaves at once, the others with the next {@link #flush}. */
    public void send(Channel channel, byte[] bytes, int offset, int length) {
        if (state != State.CONNECTED) {
            return;
        }
        switch (channel) {
            case RELIABLE -> kcp.send(DATA, bytes, offset, length);
            case BULK -> lane().send(DATA, bytes, offset, length);
            default -> sendUnreliable(UNRELIABLE_DATA, bytes, offset, length);
        }
    }

    private Kcp lane() {
        Kcp lane = bulk;
        if (lane == null) {
            lane = new Kcp(parameters, pool, this::sendBulkSegments, firstNumber);
            bulk = lane;
        }
        return lane;
    }

    /** Sends what may leave now. */
    public void flush(int now) {
        if (state != State.OVER) {
            kcp.flush(now);
            if (bulk != null) {
                bulk.flush(now);
            }
            boolean isDead = kcp.isDead() || bulk != null && bulk.isDead();
            if (isDead && state != State.GREETING) { // a hello has its own time
                end(DisconnectReason.TIMEOUT, "A segment was sent " + parameters.deadLink() + " times in vain.");
            }
        }
    }

    private void sendUnreliable(int header, byte[] bytes, int offset, int length) {
        datagram[Parameters.PREFIX_BYTES] = (byte) header;
        System.arraycopy(bytes, offset, datagram, Parameters.PREFIX_BYTES + Parameters.HEADER_BYTES, length);
        emit(UNRELIABLE, datagram, Parameters.PREFIX_BYTES + Parameters.HEADER_BYTES + length);
    }

    private void sendSegments(byte[] bytes, int length) {
        emit(RELIABLE, bytes, length);
    }

    private void sendBulkSegments(byte[] bytes, int length) {
        emit(BULK, bytes, length);
    }

    private void emit(int channel, byte[] bytes, int length) {
        bytes[0] = (byte) channel;
        Kcp.putInt(bytes, 1, cookie);
        wire.datagram(this, bytes, length);
    }

    // ---------------------------------------------------------------- receiving

    /** A client hears from its server: the first cookie is its own from then on, others are not for it. */
    void hear(byte[] bytes, int offset, int length, int now) {
        int its = length > Parameters.PREFIX_BYTES ? Kcp.getInt(bytes, offset + 1) : 0;
        if (its == 0 || cookie != 0 && its != cookie) {
            return;
        }
        if (cookie == 0) {
            if (bytes[offset] != RELIABLE || !hasHello(bytes, offset, length)) {
                return; // of an earlier connection from the same port, perhaps
            }
            cookie = its;
            kcp.resendAll(now); // the hello again, which with the cookie proves that this side can hear
        }
        input(bytes, offset, length, now);
    }

    private boolean hasHello(byte[] bytes, int offset, int length) {
        int at = offset + Parameters.PREFIX_BYTES;
        int end = offset + length;
        while (end - at >= Kcp.HEAD_BYTES) {
            int dataLength = Kcp.getInt(bytes, at + 20);
            if (dataLength < 0 || dataLength > end - at - Kcp.HEAD_BYTES) {
                return false;
            }
            if (dataLength == Parameters.HEADER_BYTES && isHelloSegment(bytes, at, firstNumber)) {
                return true;
            }
            at += Kcp.HEAD_BYTES + dataLength;
        }
        return false;
    }

    /** Whether the segment that begins there, with one byte of data, is a hello. */
    static boolean isHelloSegment(byte[] bytes, int at, int firstNumber) {
        return Kcp.getInt(bytes, at) == 0
                && bytes[at + 4] == Kcp.PUSH
                && bytes[at + 5] == 0
                && Kcp.getInt(bytes, at + 12) == firstNumber
                && Kcp.getInt(bytes, at + 20) == Parameters.HEADER_BYTES
                && bytes[at + Kcp.HEAD_BYTES] == HELLO;
    }

    /** Takes a datagram that bears this connection's cookie. */
    void input(byte[] bytes, int offset, int length, int now) {
        if (state == State.OVER || length <= Parameters.PREFIX_BYTES) {
            return;
        }
        heardAt = now;
        int from = offset + Parameters.PREFIX_BYTES;
        int left = length - Parameters.PREFIX_BYTES;
        switch (bytes[offset]) {
            case RELIABLE -> {
                int before = kcp.queuedBytes();
                String wrong = kcp.input(bytes, from, left, now);
                if (kcp.queuedBytes() < before) {
                    listener.acknowledged(this);
                }
                if (wrong == null) {
                    read(now);
                } else {
                    breakOff(wrong);
                }
            }
            case UNRELIABLE -> inputUnreliable(bytes, from, left, now);
            case BULK -> inputBulk(bytes, from, left, now);
            default -> {
                // of a later version, perhaps
            }
        }
    }

    private void inputBulk(byte[] bytes, int offset, int length, int now) {
        if (state == State.GREETING) {
            return; // it may be early; it is sent again
        }
        Kcp lane = lane();
        int before = lane.waitingBytes();
        String wrong = lane.input(bytes, offset, length, now);
        if (wrong != null) {
            breakOff(wrong);
            return;
        }
        if (before > 0) {
            listener.acknowledged(this);
        }
        read(now);
    }

    private boolean bulkMessage(byte[] bytes, int offset, int length) {
        if (length <= Parameters.HEADER_BYTES || bytes[offset] != DATA) {
            breakOff("what came on the lane of transfers is no data");
        } else if (state == State.CONNECTED && !listener.received(this, Channel.BULK, bytes, offset + 1, length - 1)) {
            isFull = !isEndedByOther;
        }
        return state != State.OVER && !isFull;
    }

    private void inputUnreliable(byte[] bytes, int offset, int length, int now) {
        switch (bytes[offset]) {
            case UNRELIABLE_DATA -> {
                if (state == State.CONNECTED && length > Parameters.HEADER_BYTES && !isFull) {
                    listener.received(this, Channel.UNRELIABLE, bytes, offset + 1, length - 1);
                }
            }
            case UNRELIABLE_DISCONNECT -> {
                isEndedByOther = true;
                isFull = false;
                read(now);
            }
            default -> breakOff("an unreliable message has the header " + (bytes[offset] & 0xFF));
        }
    }

    /** There is room again for reliable messages. */
    public void resume(int now) {
        if (isFull) {
            isFull = false;
            read(now);
        }
    }

    private void read(int now) {
        String wrong = null;
        readAt = now;
        while (wrong == null && !isFull && state != State.OVER && kcp.hasMessages()) {
            wrong = kcp.receive(reader);
        }
        while (wrong == null && bulk != null && !isFull && state != State.OVER && bulk.hasMessages()) {
            wrong = bulk.receive(bulkReader);
        }
        if (wrong != null) {
            breakOff(wrong);
        } else if (isEndedByOther && !isFull) {
            end(
                    state == State.GREETING ? DisconnectReason.CONNECTION_REFUSED : DisconnectReason.CONNECTION_LOST,
                    "The other side ended the connection.");
        }
    }

    private boolean message(byte[] bytes, int offset, int length) {
        int header = length == 0 ? 0 : bytes[offset];
        switch (header) {
            case HELLO -> {
                if (state == State.CONNECTED) {
                    breakOff("a second hello arrived");
                } else if (state == State.GREETING) {
                    state = State.CONNECTED;
                    listener.connected(this);
                }
            }
            case PING -> answerPing(bytes, offset + 1, length - 1);
            case PONG -> {
                // the round trip is known from acknowledgements
            }
            case DATA -> {
                if (state == State.GREETING || length == Parameters.HEADER_BYTES) {
                    breakOff(
                            length == Parameters.HEADER_BYTES
                                    ? "data without bytes arrived"
                                    : "data came before hello");
                } else if (state == State.CONNECTED
                        && !listener.received(this, Channel.RELIABLE, bytes, offset + 1, length - 1)) {
                    isFull = !isEndedByOther;
                }
            }
            default -> breakOff("a reliable message has the header " + header);
        }
        return state != State.OVER && !isFull;
    }

    // The standalone kcp2k measures round trips so: a timestamp comes back, once a second at most.
    private void answerPing(byte[] bytes, int offset, int length) {
        if (length == 4 && readAt - pongAt >= 0 && state == State.CONNECTED) {
            pongAt = readAt + parameters.pingMillis();
            kcp.send(PONG, bytes, offset, length);
        }
    }

    // ---------------------------------------------------------------- time

    /** Says that something arrived; false if that was said and {@link #advance} was not called since. */
    boolean touch() {
        boolean isFirst = !isTouched;
        isTouched = true;
        return isFirst;
    }

    /** Does what is due: sends again, pings, gives up. */
    void advance(int now) {
        isTouched = false;
        if (state == State.OVER) {
            return;
        }
        if (state == State.GREETING && now - (begunAt + parameters.connectMillis()) >= 0) {
            end(
                    DisconnectReason.UNREACHABLE,
                    "The server did not answer within " + parameters.connectMillis() + " ms.");
        } else if (state == State.LEAVING && (hasAllArrived() || now - leaveBy >= 0)) {
            leave();
        } else if (state != State.GREETING && now - (heardAt + parameters.timeoutMillis()) >= 0) {
            end(DisconnectReason.TIMEOUT, "Nothing was heard for " + parameters.timeoutMillis() + " ms.");
        } else {
            if (now - pingAt >= 0) {
                pingAt = now + parameters.pingMillis();
                if (state == State.CONNECTED) {
                    kcp.send(PING, NO_BYTES, 0, 0);
                }
            }
            if (now - nextFlush(now) >= 0) {
                flush(now);
            }
        }
    }

    private boolean hasAllArrived() {
        return kcp.queuedBytes() == 0 && (bulk == null || bulk.queuedBytes() == 0);
    }

    private int nextFlush(int now) {
        int next = kcp.nextFlush(now);
        int bulkNext = bulk == null ? next : bulk.nextFlush(now);
        return bulkNext - next < 0 ? bulkNext : next;
    }

    /** When {@link #advance} is to be called next, if nothing happens before. */
    int nextAdvance(int now) {
        int wait = nextFlush(now) - now;
        if (state == State.GREETING) {
            return now + Math.max(0, Math.min(wait, begunAt + parameters.connectMillis() - now));
        }
        wait = Math.min(wait, heardAt + parameters.timeoutMillis() - now);
        if (state == State.LEAVING) {
            wait = Math.min(wait, hasAllArrived() ? 0 : leaveBy - now);
        } else {
            wait = Math.min(wait, pingAt - now);
        }
        return now + Math.max(0, wait);
    }

    // ---------------------------------------------------------------- ends

    /** Ends it after what was sent has arrived, or the linger time has passed; {@link Listener#left} follows. */
    public void disconnect(int now) {
        if (state == State.CONNECTED) {
            state = State.LEAVING;
            isFull = false; // what still comes is read and dropped, so that the other side gets rid of it
            leaveBy = now + parameters.lingerMillis();
            flush(now);
            advance(now);
        } else if (state == State.GREETING) {
            leave();
        }
    }

    /** Ends it at once; {@link Listener#left} follows. */
    public void abort() {
        if (state != State.OVER) {
            leave();
        }
    }

    /** Ends it because of something this side found; {@link Listener#ended} follows. */
    public void fail(DisconnectReason reason, String detail) {
        if (state != State.OVER) {
            end(reason, detail);
        }
    }

    private void breakOff(String what) {
        fail(DisconnectReason.MALFORMED, "The other side does not speak KCP as kcp2k does: " + what + ".");
    }

    private void end(DisconnectReason reason, String detail) {
        boolean wasLeaving = state == State.LEAVING;
        over();
        if (wasLeaving) {
            listener.left(this);
        } else {
            listener.ended(this, reason, detail);
        }
    }

    private void leave() {
        over();
        listener.left(this);
    }

    private void over() {
        state = State.OVER;
        if (!isEndedByOther && cookie != 0) {
            for (int i = 0; i < DISCONNECTS; i++) {
                sendUnreliable(UNRELIABLE_DISCONNECT, NO_BYTES, 0, 0);
            }
        }
        kcp.clear();
        if (bulk != null) {
            bulk.clear();
        }
    }

    /** The hello that a server sent before it kept anything counts as sent, and the client's as received. */
    void openAsServer(int now, byte[] hello, int offset, int length) {
        kcp.countFirstAsSent(now);
        kcp.input(hello, offset, length, now);
        kcp.forgetAcks(); // it has a time of this side's clock; the client's own is still to come
        read(now);
    }
}
