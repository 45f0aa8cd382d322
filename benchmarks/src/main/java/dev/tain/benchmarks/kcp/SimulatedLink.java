package dev.tain.benchmarks.kcp;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;

/** A link in one direction: so many bytes a second, a buffer in front that overflows, latency, jitter, loss. */
final class SimulatedLink {
    interface Taker {
        void datagram(byte[] bytes, int length);
    }

    private record Datagram(double at, long order, byte[] bytes) {}

    private static final int HEADS_BYTES = 28; // of IP and UDP

    private final Random random;
    private final double bytesPerMilli;
    private final double bufferMillis;
    private final double latencyMillis;
    private final double jitterMillis;
    private final double loss;
    private final PriorityQueue<Datagram> underWay =
            new PriorityQueue<>((a, b) -> a.at != b.at ? Double.compare(a.at, b.at) : Long.compare(a.order, b.order));
    private double freeAt;
    private long order;
    private long bytes;

    SimulatedLink(
            Random random,
            double bytesPerSecond,
            double bufferMillis,
            double latencyMillis,
            double jitterMillis,
            double loss) {
        this.random = random;
        this.bytesPerMilli = bytesPerSecond / 1000;
        this.bufferMillis = bufferMillis;
        this.latencyMillis = latencyMillis;
        this.jitterMillis = jitterMillis;
        this.loss = loss;
    }

    void send(double now, byte[] datagram, int length) {
        bytes += length;
        if (freeAt - now > bufferMillis) {
            return;
        }
        freeAt = Math.max(freeAt, now) + (length + HEADS_BYTES) / bytesPerMilli;
        if (random.nextDouble() < loss) {
            return;
        }
        double delay = latencyMillis + (2 * random.nextDouble() - 1) * jitterMillis;
        underWay.add(new Datagram(freeAt + delay, order++, Arrays.copyOf(datagram, length)));
    }

    void deliver(double now, Taker taker) {
        while (!underWay.isEmpty() && underWay.element().at <= now) {
            byte[] datagram = underWay.remove().bytes;
            taker.datagram(datagram, datagram.length);
        }
    }

    /** Ever sent, with what the link lost. */
    long bytes() {
        return bytes;
    }
}
