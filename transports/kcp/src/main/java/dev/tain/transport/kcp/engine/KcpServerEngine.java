package dev.tain.transport.kcp.engine;

import dev.tain.transport.DisconnectReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of kcp2k for any number of clients: datagrams and milliseconds in, datagrams and events out. It
 * belongs to one thread.
 *
 * <p><b>Nothing is kept for an address that has not proved that it hears.</b> A hello is answered by a hello of the same
 * size, which is computed and forgotten; its cookie belongs to that address and is good for 15 to 30 seconds. Who then
 * sends anything with that cookie has heard it, and becomes a connection. Our answer bears no acknowledgement, so every
 * kcp2k client sends its hello again.
 *
 * <p>A datagram of a connection this side does not know, because it ended or because its client's address changed, is
 * answered by a goodbye that is smaller and bears the same cookie: so a client learns at once that it must connect again.
 * Goodbyes are never answered, so two servers cannot be set upon each other.
 */
public final class KcpServerEngine {
    /** How long a cookie is good, twice at most. */
    static final int ROUND_MILLIS = 15_000;

    /** Ended connections whose cookie is remembered, so that their last datagrams do not open them again. */
    private static final int REMEMBERED_MAX = 16_384;

    private static final int HELLO_BYTES = Parameters.PREFIX_BYTES + Kcp.HEAD_BYTES + Parameters.HEADER_BYTES;
    private static final int GOODBYE_BYTES = Parameters.PREFIX_BYTES + Parameters.HEADER_BYTES;

    /** Where datagrams go that belong to no connection. The array is valid during the call only. */
    public interface Wire extends KcpPeer.Wire {
        void datagram(Object address, byte[] bytes, int length);
    }

    private final Parameters parameters;
    private final Cookies cookies;
    private final Wire wire;
    private final KcpPeer.Listener listener;
    private final int firstNumber;
    private final SegmentPool pool;
    private final Map<Object, KcpPeer> peers = new HashMap<>();
    private final ArrayList<KcpPeer> advancing = new ArrayList<>();
    private final ArrayList<KcpPeer> touched = new ArrayList<>();
    private int round;
    private int roundEndsAt;
    private int dueAt; // nothing is due before, but for the touched
    private final byte[] answer = new byte[HELLO_BYTES];

    private final Map<Object, Remembered> remembered = new LinkedHashMap<>();
    private boolean isOpen = true;
    private long ignored;

    private record Remembered(int cookie, int until) {}

    /** @param now the milliseconds from which the next calls go on */
    public KcpServerEngine(Parameters parameters, Cookies cookies, Wire wire, KcpPeer.Listener listener, int now) {
        this(parameters, cookies, wire, listener, now, 0);
    }

    KcpServerEngine(
            Parameters parameters, Cookies cookies, Wire wire, KcpPeer.Listener listener, int now, int firstNumber) {
        this.parameters = parameters;
        this.cookies = cookies;
        this.wire = wire;
        this.listener = listener;
        this.firstNumber = firstNumber;
        pool = new SegmentPool(parameters);
        dueAt = now;
        roundEndsAt = now + ROUND_MILLIS;
    }

    /** Connections, with those that are saying goodbye. */
    public int size() {
        return peers.size();
    }

    /** Datagrams that belonged to no connection and opened none. */
    public long ignored() {
        return ignored;
    }

    /** Whether newcomers are answered. */
    public void open(boolean open) {
        isOpen = open;
    }

    // ---------------------------------------------------------------- datagrams

    /**
     * Takes a datagram.
     *
     * @param address where it came from; equal for equal addresses
     */
    public void receive(Object address, byte[] bytes, int offset, int length, int now) {
        if (length <= Parameters.PREFIX_BYTES || length > parameters.datagramBytes()) {
            ignored++;
            return;
        }
        int cookie = Kcp.getInt(bytes, offset + 1);
        KcpPeer peer = peers.get(address);
        if (peer != null && cookie == peer.cookie()) {
            peer.input(bytes, offset, length, now);
            touch(peer);
        } else {
            receiveFromStranger(address, peer, cookie, bytes, offset, length, now);
        }
    }

    private void receiveFromStranger(
            Object address, @Nullable KcpPeer peer, int cookie, byte[] bytes, int offset, int length, int now) {
        beginRounds(now);
        int before = cookieBefore(address, peer, now);
        if (cookie == 0) {
            if (isOpen && isHello(bytes, offset, length)) {
                answerHello(address, cookieOf(address, round, before), now);
            } else {
                ignored++;
            }
            return;
        }
        ignored++;
        if (bytes[offset] != KcpPeer.RELIABLE) {
            return;
        }
        boolean isOurs = cookie == cookieOf(address, round, before) || cookie == cookieOf(address, round - 1, before);
        if (isOurs) {
            if (isOpen) {
                ignored--;
                begin(address, peer, cookie, bytes, offset, length, now);
            }
        } else if (peer == null && length > GOODBYE_BYTES) {
            answerGoodbye(address, cookie);
        }
    }

    /** The one datagram that is answered without a cookie: a hello and nothing else. */
    private boolean isHello(byte[] bytes, int offset, int length) {
        return length == HELLO_BYTES
                && bytes[offset] == KcpPeer.RELIABLE
                && KcpPeer.isHelloSegment(bytes, offset + Parameters.PREFIX_BYTES, firstNumber);
    }

    private void answerHello(Object address, int cookie, int now) {
        byte[] b = answer;
        b[0] = KcpPeer.RELIABLE;
        Kcp.putInt(b, 1, cookie);
        writeHello(b, Parameters.PREFIX_BYTES, now);
        wire.datagram(address, b, HELLO_BYTES);
    }

    private void writeHello(byte[] b, int at, int now) {
        Kcp.putInt(b, at, 0);
        b[at + 4] = Kcp.PUSH;
        b[at + 5] = 0;
        b[at + 6] = (byte) parameters.wholeWindow();
        b[at + 7] = (byte) (parameters.wholeWindow() >>> 8);
        Kcp.putInt(b, at + 8, now);
        Kcp.putInt(b, at + 12, firstNumber);
        Kcp.putInt(b, at + 16, firstNumber);
        Kcp.putInt(b, at + 20, 1);
        b[at + Kcp.HEAD_BYTES] = KcpPeer.HELLO;
    }

    private void answerGoodbye(Object address, int cookie) {
        byte[] b = answer;
        b[0] = KcpPeer.UNRELIABLE;
        Kcp.putInt(b, 1, cookie);
        b[Parameters.PREFIX_BYTES] = KcpPeer.UNRELIABLE_DISCONNECT;
        wire.datagram(address, b, GOODBYE_BYTES);
    }

    private void begin(
            Object address, @Nullable KcpPeer before, int cookie, byte[] bytes, int offset, int length, int now) {
        if (before != null) {
            before.fail(DisconnectReason.CONNECTION_LOST, "A new connection came from the same address.");
            removeIfOver(before, now);
        }
        KcpPeer peer = new KcpPeer(parameters, pool, wire, listener, address, cookie, now, firstNumber);
        peers.put(address, peer);
        // That its hello was number 0 is known, or it would not have the cookie: no need to wait for it again.
        writeHello(answer, 0, now);
        peer.openAsServer(now, answer, 0, Kcp.HEAD_BYTES + Parameters.HEADER_BYTES);
        peer.input(bytes, offset, length, now);
        touch(peer);
    }

    /** The last connection of this address must not come to life again by what it left under way. */
    private int cookieBefore(Object address, @Nullable KcpPeer peer, int now) {
        if (peer != null) {
            return peer.cookie();
        }
        Remembered last = remembered.get(address);
        return last == null || now - last.until >= 0 ? 0 : last.cookie;
    }

    private int cookieOf(Object address, int round, int before) {
        int cookie = cookies.cookie(address, round, before);
        return cookie == 0 ? 1 : cookie;
    }

    // ---------------------------------------------------------------- ends

    private void removeIfOver(KcpPeer peer, int now) {
        if (peer.isOver() && peers.get(peer.address()) == peer) {
            peers.remove(peer.address());
            remember(peer, now);
        }
    }

    private void remember(KcpPeer peer, int now) {
        if (remembered.size() >= REMEMBERED_MAX) {
            Object oldest = remembered.keySet().iterator().next();
            remembered.remove(oldest);
        }
        remembered.remove(peer.address());
        remembered.put(peer.address(), new Remembered(peer.cookie(), now + 2 * ROUND_MILLIS));
    }

    private void beginRounds(int now) {
        while (now - roundEndsAt >= 0) {
            round++;
            roundEndsAt += ROUND_MILLIS;
        }
    }

    private void forget(int now) {
        while (!remembered.isEmpty()) {
            Map.Entry<Object, Remembered> oldest =
                    remembered.entrySet().iterator().next();
            if (now - oldest.getValue().until < 0) {
                return;
            }
            remembered.remove(oldest.getKey());
        }
    }

    // ---------------------------------------------------------------- time

    /** Something was done with a connection: sent, ended, resumed. {@link #advance} is to be called soon. */
    public void touch(KcpPeer peer) {
        if (peer.touch()) {
            touched.add(peer);
        }
    }

    /**
     * Does what is due. Costs little when nothing is.
     *
     * @return when it is to be called next, if nothing happens before
     */
    public int advance(int now) {
        if (now - dueAt >= 0) {
            beginRounds(now);
            forget(now);
            dueAt = now + ROUND_MILLIS;
            advancing.addAll(peers.values());
        } else {
            advancing.addAll(touched);
        }
        touched.clear();
        for (int i = 0; i < advancing.size(); i++) {
            KcpPeer peer = advancing.get(i);
            peer.advance(now);
            removeIfOver(peer, now);
            if (!peer.isOver()) {
                int due = peer.nextAdvance(now);
                dueAt = due - dueAt < 0 ? due : dueAt;
            }
        }
        advancing.clear();
        return dueAt;
    }

    /** Ends every connection; those that have something to bring out do so until the linger time is over. */
    public void disconnectAll(int now) {
        isOpen = false;
        for (KcpPeer peer : new ArrayList<>(peers.values())) {
            peer.disconnect(now);
            touch(peer);
        }
    }

    /** Ends every connection at once. */
    public void abortAll(int now) {
        isOpen = false;
        for (KcpPeer peer : new ArrayList<>(peers.values())) {
            peer.abort();
            touch(peer);
        }
    }
}
