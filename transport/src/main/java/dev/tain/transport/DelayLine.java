package dev.tain.transport;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one connection and direction that are under way. Reliable ones keep their order: none is released
 * before the one sent earlier. Unreliable ones are released by their own times, so they overtake each other.
 *
 * <p>A packet gets its times at the flush that sends it, as only then the clock is known. Packets are recycled.
 */
final class DelayLine {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final NetworkConditions conditions;
    private final Random random;
    private final ArrayDeque<Packet> taken = new ArrayDeque<>();
    private final ArrayDeque<Packet> reliable = new ArrayDeque<>();
    private final PriorityQueue<Packet> unreliable = new PriorityQueue<>();
    private final ArrayDeque<Packet> free = new ArrayDeque<>();
    private long lastReliableNanos = Long.MIN_VALUE;
    private long sequence;
    private int takenBytes;
    private boolean isEnding;
    private boolean isEndTimed;
    private long endNanos;

    DelayLine(NetworkConditions conditions, Random random) {
        this.conditions = conditions;
        this.random = random;
    }

    void take(Channel channel, byte[] bytes, int offset, int length) {
        Packet packet = packetOf(channel, bytes, offset, length);
        taken.add(packet);
        takenBytes += length;
    }

    /** Bytes that no flush has sent yet. */
    int takenBytes() {
        return takenBytes;
    }

    /** Nothing more is taken; the line is over once the last reliable packet and the goodbye behind it are through. */
    void end() {
        isEnding = true;
    }

    boolean isEnding() {
        return isEnding;
    }

    /** Sends what was taken. */
    void flush(long nowNanos) {
        for (Packet packet = taken.poll(); packet != null; packet = taken.poll()) {
            if (packet.channel == Channel.RELIABLE) {
                packet.releaseNanos = reliableTime(nowNanos);
                reliable.add(packet);
            } else {
                sendUnreliable(packet, nowNanos);
            }
        }
        takenBytes = 0;
        if (isEnding && !isEndTimed) {
            isEndTimed = true;
            endNanos = reliableTime(nowNanos);
        }
    }

    /** Hands on what is through by now. */
    void release(long nowNanos, Exit exit) {
        for (Packet packet = reliable.peek(); isThrough(packet, nowNanos); packet = reliable.peek()) {
            handOn(reliable.remove(), exit);
        }
        for (Packet packet = unreliable.peek(); isThrough(packet, nowNanos); packet = unreliable.peek()) {
            handOn(unreliable.remove(), exit);
        }
    }

    /** Hands on everything reliable at once, for an end that cannot wait. */
    void hurry(Exit exit) {
        while (!reliable.isEmpty()) {
            handOn(reliable.remove(), exit);
        }
        while (!taken.isEmpty()) {
            Packet packet = taken.remove();
            if (packet.channel == Channel.RELIABLE) {
                handOn(packet, exit);
            }
        }
        takenBytes = 0;
    }

    boolean isOver(long nowNanos) {
        return isEndTimed && reliable.isEmpty() && nowNanos - endNanos >= 0;
    }

    private void sendUnreliable(Packet packet, long nowNanos) {
        // The same number of random draws for each packet: a changed probability does not shift all that follows.
        boolean isLost = random.nextDouble() < conditions.loss();
        boolean isDoubled = random.nextDouble() < conditions.duplicate();
        long nanos = unreliableTime(nowNanos);
        long copyNanos = unreliableTime(nowNanos);
        if (isLost) {
            free.add(packet);
            return;
        }
        packet.releaseNanos = nanos;
        unreliable.add(packet);
        if (isDoubled) {
            Packet copy = packetOf(packet.channel, packet.bytes, 0, packet.length);
            copy.releaseNanos = copyNanos;
            unreliable.add(copy);
        }
    }

    private long reliableTime(long nowNanos) {
        long nanos = nowNanos + delayNanos();
        boolean isFirst = lastReliableNanos == Long.MIN_VALUE;
        lastReliableNanos = isFirst || nanos - lastReliableNanos > 0 ? nanos : lastReliableNanos;
        return lastReliableNanos;
    }

    private long unreliableTime(long nowNanos) {
        long nanos = nowNanos + delayNanos();
        boolean isHeldBack = random.nextDouble() < conditions.reorder();
        return isHeldBack ? nanos + conditions.reorderMillis() * NANOS_PER_MILLI : nanos;
    }

    private long delayNanos() {
        double jitterMillis = (2 * random.nextDouble() - 1) * conditions.jitterMillis();
        return (long) ((conditions.latencyMillis() + jitterMillis) * NANOS_PER_MILLI);
    }

    private Packet packetOf(Channel channel, byte[] bytes, int offset, int length) {
        Packet packet = free.poll();
        if (packet == null) {
            packet = new Packet();
        }
        if (packet.bytes.length < length) {
            packet.bytes = new byte[length];
        }
        System.arraycopy(bytes, offset, packet.bytes, 0, length);
        packet.channel = channel;
        packet.length = length;
        packet.sequence = sequence++;
        return packet;
    }

    private void handOn(Packet packet, Exit exit) {
        exit.packet(packet.channel, packet.bytes, 0, packet.length);
        free.add(packet);
    }

    private static boolean isThrough(@Nullable Packet packet, long nowNanos) {
        return packet != null && nowNanos - packet.releaseNanos >= 0;
    }

    /** Where packets leave. */
    interface Exit {
        void packet(Channel channel, byte[] bytes, int offset, int length);
    }

    private static final class Packet implements Comparable<Packet> {
        Channel channel = Channel.RELIABLE;
        byte[] bytes = new byte[0];
        int length;
        long releaseNanos;
        long sequence;

        @Override
        public int compareTo(Packet other) {
            int byTime = Long.signum(releaseNanos - other.releaseNanos);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }
}
