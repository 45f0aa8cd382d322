package dev.tain.transport.kcp.engine;

import dev.tain.transport.NetworkConditions;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;

/** Datagrams on their way in one direction: lost, doubled, late and out of order, the same for the same seed. */
final class LossyDatagrams {
    interface Taker {
        void datagram(Object from, byte[] bytes, int length);
    }

    private record Datagram(long at, long order, Object from, byte[] bytes) {}

    private final PriorityQueue<Datagram> underWay =
            new PriorityQueue<>((a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
    private final Random random;
    private NetworkConditions conditions;
    private double bytesPerMilli; // 0 for no limit
    private double lossOfSpeed;
    private double freeAt;
    private long sent;
    private long bytesSent;

    LossyDatagrams(Random random, NetworkConditions conditions) {
        this.random = random;
        this.conditions = conditions;
    }

    void conditions(NetworkConditions changed) {
        conditions = changed;
    }

    /** What leaves is one datagram behind the other; 0 bytes for no limit. */
    void speed(int bytesPerSecond, double loss) {
        bytesPerMilli = bytesPerSecond / 1000.0;
        lossOfSpeed = loss;
    }

    void send(long now, Object from, byte[] bytes, int length) {
        sent++;
        bytesSent += length;
        if (bytesPerMilli > 0) {
            freeAt = Math.max(freeAt, now) + (length + 28) / bytesPerMilli; // with the heads of UDP and IP
        }
        if (random.nextDouble() < conditions.loss() || lossOfSpeed > 0 && random.nextDouble() < lossOfSpeed) {
            return;
        }
        post(now, from, bytes, length);
        if (random.nextDouble() < conditions.duplicate()) {
            post(now, from, bytes, length);
        }
    }

    private void post(long now, Object from, byte[] bytes, int length) {
        long delay = conditions.latencyMillis() + (bytesPerMilli > 0 ? (long) Math.ceil(freeAt) - now : 0);
        if (conditions.jitterMillis() > 0) {
            delay += random.nextInt(2 * conditions.jitterMillis() + 1) - conditions.jitterMillis();
        }
        if (random.nextDouble() < conditions.reorder()) {
            delay += conditions.reorderMillis();
        }
        underWay.add(new Datagram(now + delay, underWay.size() + sent * 4, from, Arrays.copyOf(bytes, length)));
    }

    /** Hands over what has arrived by now. */
    void deliver(long now, Taker taker) {
        while (!underWay.isEmpty() && underWay.element().at <= now) {
            Datagram datagram = underWay.remove();
            taker.datagram(datagram.from, datagram.bytes, datagram.bytes.length);
        }
    }

    void drop() {
        underWay.clear();
    }

    boolean isEmpty() {
        return underWay.isEmpty();
    }

    long sent() {
        return sent;
    }

    long bytesSent() {
        return bytesSent;
    }
}
