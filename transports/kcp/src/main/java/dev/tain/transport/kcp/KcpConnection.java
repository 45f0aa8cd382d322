package dev.tain.transport.kcp;

import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.kcp.engine.KcpPeer;
import dev.tain.transport.netty.Inbox;
import dev.tain.transport.netty.ReadyQueue;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One connection as the game's thread sees it, the same on both sides; the I/O thread has its {@link KcpPeer}. What
 * crosses goes through {@link Inbox}, {@link ReadyQueue} and {@link Outbox}.
 */
final class KcpConnection {
    /** Above the length of a packet that waits: the number of its channel. */
    private static final int CHANNEL_SHIFT = 28;

    private static final int LENGTH_MASK = (1 << CHANNEL_SHIFT) - 1;
    private static final Channel[] CHANNELS = Channel.values();
    private static final int HEAD_BYTES = 4;

    private final KcpSettings settings;
    private final ReadyQueue<KcpConnection> ready;
    private final Owner owner;
    private final Inbox inbox;

    // The I/O thread; the peer and the address are set before the connection is announced and never change.
    private @Nullable KcpPeer peer;
    private PeerAddress address = new PeerAddress("unknown", 0); // stays so if it never came to be
    private long submittedBytes; // given to the peer, ever
    private boolean isToFlush;
    private volatile int tripMillis;
    private volatile long settledBytes; // of them, acknowledged or, unreliable ones, sent

    // The game's thread.
    private int id;
    private boolean isDone;
    private boolean isBroken;
    private long takenBytes; // by send, ever

    KcpConnection(KcpSettings settings, ReadyQueue<KcpConnection> ready, Owner owner) {
        this.owner = owner;
        this.settings = settings;
        this.ready = ready;
        inbox = new Inbox(settings.parameters().receiveBytes());
    }

    // ---------------------------------------------------------------- the I/O thread

    void join(KcpPeer joined) {
        peer = joined;
        InetSocketAddress socket = (InetSocketAddress) joined.address();
        address = new PeerAddress(socket.getAddress().getHostAddress(), socket.getPort());
        announce();
    }

    @Nullable
    KcpPeer peer() {
        return peer;
    }

    /** Returns whether there is room for another reliable packet. */
    boolean received(Channel channel, byte[] bytes, int offset, int length) {
        int head = channel.ordinal() << CHANNEL_SHIFT | length;
        boolean isFull = false;
        if (channel == Channel.UNRELIABLE) {
            inbox.offer(head, bytes, offset, length);
        } else {
            isFull = inbox.add(head, bytes, offset, length);
        }
        announce();
        return !isFull;
    }

    void end(DisconnectReason reason, String detail) {
        inbox.end(reason, detail);
        announce();
    }

    private void announce() {
        if (inbox.announce()) {
            ready.add(this);
        }
    }

    void submit(Channel channel, byte[] bytes, int offset, int length) {
        submittedBytes += length;
        if (peer != null) {
            peer.send(channel, bytes, offset, length);
        }
    }

    /** Returns whether this is the first call since the last {@link #settle}. */
    boolean markToFlush() {
        boolean isFirst = !isToFlush;
        isToFlush = true;
        return isFirst;
    }

    /** Tells the game's thread how much is still under way. */
    void settle() {
        isToFlush = false;
        settledBytes = submittedBytes - (peer == null ? 0 : peer.queuedBytes());
        tripMillis = peer == null ? 0 : peer.roundTripMillis();
    }

    // ---------------------------------------------------------------- the game's thread

    int id() {
        return id;
    }

    void introduce(int givenId) {
        id = givenId;
    }

    PeerAddress address() {
        return address;
    }

    /** Whether there is nothing more to tell: this side ended it, or was told that it ended. */
    boolean isDone() {
        return isDone;
    }

    /**
     * Hands what was received to the owner.
     *
     * @return why the connection is over now, if it is and this side does not know yet; else null
     */
    @Nullable
    DisconnectReason poll() {
        inbox.take();
        byte[] bytes = inbox.taken();
        int end = inbox.takenSize();
        int at = 0;
        while (at < end && !isDone && !isBroken) {
            int head = (bytes[at] & 0xFF) << 24
                    | (bytes[at + 1] & 0xFF) << 16
                    | (bytes[at + 2] & 0xFF) << 8
                    | bytes[at + 3] & 0xFF;
            int length = head & LENGTH_MASK;
            owner.received(this, CHANNELS[head >>> CHANNEL_SHIFT], bytes, at + HEAD_BYTES, length);
            at += HEAD_BYTES + length;
        }
        if (isDone) {
            return null;
        }
        DisconnectReason ending = inbox.takenEnding();
        if (ending != null) {
            finish();
        }
        return ending;
    }

    /** Whether the last poll made room that the I/O thread waits for. */
    boolean isResumeDue() {
        return !isDone && inbox.isResumeDue();
    }

    String endingDetail() {
        return inbox.endingDetail();
    }

    /** Whether a packet is taken; if there is no room for it, and it must arrive, the connection is over. */
    boolean take(Channel channel, int length) {
        if (isDone || isBroken) {
            return false;
        }
        int queued = queuedBytes();
        if (queued > settings.sendQueueBytes() - length) {
            if (channel != Channel.UNRELIABLE) {
                congest(queued);
            }
            return false;
        }
        takenBytes += length;
        return true;
    }

    private void congest(int queued) {
        isBroken = true;
        inbox.fail(
                DisconnectReason.CONGESTED,
                "The other side does not take what is sent: " + queued + " bytes wait, and sendQueueBytes is "
                        + settings.sendQueueBytes() + ".");
        announce();
        owner.congested(this);
    }

    /** The round trip that acknowledgements told, nanoseconds; negative before the first. */
    long roundTripNanos() {
        return tripMillis == 0 ? -1 : tripMillis * 1_000_000L;
    }

    /** Bytes taken that the other side has not acknowledged. */
    int queuedBytes() {
        if (isDone || isBroken) {
            return 0;
        }
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, takenBytes - settledBytes));
    }

    /** This side has ended it: nothing more is told. */
    void finish() {
        isDone = true;
        inbox.close();
    }

    /** What a connection tells, on the game's thread. */
    interface Owner {
        /** The connection takes no more, and is over; its peer is to be ended. */
        void congested(KcpConnection connection);

        /** The byte array is valid during the call only. */
        void received(KcpConnection connection, Channel channel, byte[] bytes, int offset, int length);
    }
}
