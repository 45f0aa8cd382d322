package dev.tain.testing;

import dev.tain.transport.Channel;
import dev.tain.transport.FrameDecoder;
import dev.tain.transport.NetworkConditions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one link. Reliable packets become a stream of bytes, cut into slices at random places that arrive
 * late but in order; the receiver's side puts the packets together again. Unreliable packets travel one by one and may
 * get lost, doubled, late, out of order.
 */
final class SimulatedWire {
    private static final int SOCKET_BUFFER_BYTES = 64 << 10;
    private static final int SLICE_BYTES_MAX = 4096;

    private record Slice(long arrival, byte[] bytes) {}

    /** Hears what arrives. */
    interface Receiver {
        void packet(Channel channel, byte[] bytes, int offset, int length);
    }

    private final Random random;
    private final FrameDecoder decoder;
    private final Deque<Slice> stream = new ArrayDeque<>();
    private final List<Slice> datagrams = new ArrayList<>();
    private NetworkConditions conditions;
    private int streamBytes;
    private LinkSpeed speed = LinkSpeed.unlimited();
    private boolean used;
    private long lineFreeAt;
    private long lastArrival = Long.MIN_VALUE;
    private boolean closed;

    SimulatedWire(Random random, NetworkConditions conditions, int maxPacketBytes) {
        this.random = random;
        this.conditions = conditions;
        this.decoder = new FrameDecoder(maxPacketBytes);
    }

    void conditions(NetworkConditions conditions) {
        this.conditions = conditions;
    }

    void speed(LinkSpeed speed) {
        this.speed = speed;
    }

    void send(long now, Channel channel, byte[] bytes, int offset, int length) {
        if (closed) {
            return;
        }
        if (channel == Channel.RELIABLE) {
            byte[] frame = new byte[FrameDecoder.HEADER_BYTES + length];
            for (int i = 0; i < FrameDecoder.HEADER_BYTES; i++) {
                frame[i] = (byte) (length >>> 24 - 8 * i);
            }
            System.arraycopy(bytes, offset, frame, FrameDecoder.HEADER_BYTES, length);
            slice(now, frame);
        } else if (random.nextDouble() >= conditions.loss()) {
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            datagrams.add(new Slice(now + delay(true), copy));
            if (random.nextDouble() < conditions.duplicate()) {
                datagrams.add(new Slice(now + delay(true), copy));
            }
        }
    }

    private void slice(long now, byte[] frame) {
        int from = 0;
        while (from < frame.length) {
            int length = Math.min(frame.length - from, 1 + random.nextInt(SLICE_BYTES_MAX));
            lastArrival = Math.max(lastArrival, leaves(now, length) + delay(false) + retransmission());
            stream.add(new Slice(lastArrival, Arrays.copyOfRange(frame, from, from + length)));
            from += length;
        }
        streamBytes += frame.length;
    }

    /** When the last of so many bytes is on the line, behind those before them. */
    private long leaves(long now, int bytes) {
        if (speed.bytesPerSecond() == 0) {
            return now;
        }
        lineFreeAt = used && lineFreeAt - now > 0 ? lineFreeAt : now;
        used = true;
        lineFreeAt += TimeUnit.SECONDS.toNanos(bytes) / speed.bytesPerSecond();
        return lineFreeAt;
    }

    private long retransmission() {
        boolean lost = speed.loss() > 0 && random.nextDouble() < speed.loss();
        return lost ? TimeUnit.MILLISECONDS.toNanos(speed.retransmissionMillis()) : 0;
    }

    private long delay(boolean mayReorder) {
        double millis = conditions.latencyMillis() + (2 * random.nextDouble() - 1) * conditions.jitterMillis();
        if (mayReorder && random.nextDouble() < conditions.reorder()) {
            millis += conditions.reorderMillis();
        }
        return (long) (millis * TimeUnit.MILLISECONDS.toNanos(1));
    }

    /** Hands over what has arrived by now. Returns false if the stream was refused by the framing. */
    boolean deliver(long now, Receiver receiver) {
        while (!stream.isEmpty() && now - stream.peek().arrival() >= 0) {
            Slice slice = stream.remove();
            streamBytes -= slice.bytes().length;
            boolean goesOn = decoder.feed(slice.bytes(), 0, slice.bytes().length, (bytes, offset, length) -> {
                receiver.packet(Channel.RELIABLE, bytes, offset, length);
                return true;
            });
            if (!goesOn) {
                return false;
            }
        }
        datagrams.sort((a, b) -> Long.compare(a.arrival(), b.arrival()));
        for (Iterator<Slice> it = datagrams.iterator(); it.hasNext(); ) {
            Slice datagram = it.next();
            if (now - datagram.arrival() < 0) {
                break;
            }
            it.remove();
            receiver.packet(Channel.UNRELIABLE, datagram.bytes(), 0, datagram.bytes().length);
        }
        return true;
    }

    /** Nothing more is taken; what is under way still arrives. */
    void close() {
        closed = true;
    }

    /** Breaks at a random place of what is under way. */
    void cut() {
        closed = true;
        int kept = stream.isEmpty() ? 0 : random.nextInt(stream.size() + 1);
        while (stream.size() > kept) {
            @Nullable Slice lost = stream.pollLast();
            streamBytes -= lost == null ? 0 : lost.bytes().length;
        }
        datagrams.removeIf(datagram -> random.nextBoolean());
    }

    /** Loses all that is under way. */
    void discard() {
        closed = true;
        stream.clear();
        datagrams.clear();
        streamBytes = 0;
    }

    /** Whether it is closed and all has arrived. */
    boolean isFinished() {
        return closed && stream.isEmpty();
    }

    boolean isQuiet() {
        return stream.isEmpty() && datagrams.isEmpty();
    }

    /** What does not fit the buffers of two sockets and therefore waits at the sender. */
    int queuedBytes() {
        return Math.max(0, streamBytes - SOCKET_BUFFER_BYTES);
    }
}
