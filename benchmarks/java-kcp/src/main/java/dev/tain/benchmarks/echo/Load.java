package dev.tain.benchmarks.echo;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * What the clients do: each sends so many messages a second, or keeps so many under way. Before that, to warm up, they
 * keep a few under way, which compiles in a second what a slow load would in a minute. Round trips are counted in
 * buckets two percent apart.
 */
final class Load implements Echo.Arrivals, Runnable {
    private static final int REST_NANOS = 50_000;
    private static final int LOST_MILLIS = 2_000;
    private static final int WARM_UP_WINDOW = 8;
    private static final double BUCKET = Math.log(1.02);

    private final AtomicLong count = new AtomicLong();
    private final AtomicLongArray buckets = new AtomicLongArray(2048);
    private AtomicIntegerArray underWay = new AtomicIntegerArray(0);
    private Echo.Clients clients = NONE;
    private int clientCount;
    private int rate;
    private int window;
    private int warmUpMillis;

    private static final Echo.Clients NONE = new Echo.Clients() {
        @Override
        public void send(int client, byte[] message) {}

        @Override
        public void flush() {}

        @Override
        public void poll() {}
    };

    /**
     * @param perSecond messages of each client; 0 for as many as the window lets through
     * @param most messages of each client that may be under way
     * @param warmUp milliseconds before that
     */
    void begin(Echo.Clients connected, int howMany, int perSecond, int most, int warmUp) {
        clients = connected;
        clientCount = howMany;
        rate = perSecond;
        window = most;
        warmUpMillis = warmUp;
        underWay = new AtomicIntegerArray(howMany);
        Thread thread = new Thread(this, "load");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void arrived(int client, long sentNanos) {
        count.incrementAndGet();
        underWay.decrementAndGet(client);
        double nanos = Math.max(1, System.nanoTime() - sentNanos);
        buckets.incrementAndGet(Math.min(buckets.length() - 1, (int) (Math.log(nanos) / BUCKET)));
    }

    @Override
    public void run() {
        send(0, Math.min(WARM_UP_WINDOW, window), System.nanoTime() + warmUpMillis * 1_000_000L);
        send(rate, window, Long.MAX_VALUE);
    }

    private void send(int rate, int window, long until) {
        byte[] message = new byte[Echo.MESSAGE_BYTES];
        long[] next = new long[clientCount];
        long[] blockedSince = new long[clientCount];
        long start = System.nanoTime();
        for (int i = 0; i < clientCount; i++) {
            next[i] = start + (rate == 0 ? 0 : (long) (1e9 / rate * i / clientCount));
        }
        while (System.nanoTime() < until) {
            boolean isBusy = false;
            for (int i = 0; i < clientCount; i++) {
                long now = System.nanoTime();
                if (underWay.get(i) >= window && now - blockedSince[i] > LOST_MILLIS * 1_000_000L) {
                    underWay.set(i, 0); // a datagram was lost, and nobody sends it again
                }
                while (underWay.get(i) < window && now - next[i] >= 0) {
                    next[i] = rate == 0 ? now : next[i] + (long) (1e9 / rate);
                    blockedSince[i] = now;
                    underWay.incrementAndGet(i);
                    time(message, System.nanoTime());
                    clients.send(i, message);
                    isBusy = true;
                }
            }
            clients.flush();
            clients.poll();
            if (rate != 0 || !isBusy) {
                LockSupport.parkNanos(REST_NANOS);
            }
        }
    }

    private static void time(byte[] message, long nanos) {
        for (int i = 0; i < Long.BYTES; i++) {
            message[i] = (byte) (nanos >>> 8 * i);
        }
    }

    String report() {
        long total = 0;
        for (int i = 0; i < buckets.length(); i++) {
            total += buckets.get(i);
        }
        String report = count.get() + " " + percentile(total, 0.5) + " " + percentile(total, 0.99);
        for (int i = 0; i < buckets.length(); i++) {
            buckets.set(i, 0);
        }
        return report;
    }

    private long percentile(long total, double share) {
        long seen = 0;
        for (int i = 0; i < buckets.length(); i++) {
            seen += buckets.get(i);
            if (seen >= share * total && total > 0) {
                return (long) Math.exp((i + 0.5) * BUCKET);
            }
        }
        return 0;
    }
}
