package dev.tain.benchmarks.sync;

import com.sun.management.ThreadMXBean;
import dev.tain.NetworkServer;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.transport.MemoryNetwork;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server with objects of three kinds, and clients that only take what they are sent. */
final class TainWorld {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final MemoryNetwork network = new MemoryNetwork();
    private final NetworkServer server;
    private final List<Sink> sinks = new ArrayList<>();
    private final List<Changing> objects = new ArrayList<>();
    private long now = 1;
    private long allocated;

    TainWorld(int count, int clients, boolean marked) {
        Prefabs prefabs = Prefabs.builder()
                .add("orc", marked ? MarkedOrc.class : Orc.class)
                .add("tower", marked ? MarkedTower.class : Tower.class)
                .add("chest", marked ? MarkedChest.class : Chest.class)
                .build();
        server = NetworkServer.builder()
                .transport(network.server())
                .prefabs(prefabs)
                .sendRate(0)
                .maxConnections(1000)
                .watermarks(16 << 20, 32 << 20)
                .maxQueuedBytes(64 << 20)
                .idleTimeout(Duration.ofDays(1))
                .reportSink(report -> System.err.println(report.text()))
                .build();
        server.start();
        String[] kinds = {"orc", "tower", "chest"};
        for (int i = 0; i < count; i++) {
            NetworkIdentity object = server.spawn(server.instantiate(kinds[i % 3]));
            NetworkBehaviour behaviour = object.behaviours().get(0);
            objects.add((Changing) behaviour);
        }
        for (int i = 0; i < clients; i++) {
            sinks.add(new Sink(network.client()));
        }
        exchange();
        sinks.forEach(Sink::sayHello);
        exchange();
        sinks.forEach(Sink::sayReady);
        exchange();
        if (server.connections().size() != clients) {
            throw new IllegalStateException(server.connections().size() + " of " + clients + " clients got in.");
        }
    }

    private void exchange() {
        for (int i = 0; i < 3; i++) {
            tick();
            drain();
        }
    }

    List<Changing> objects() {
        return objects;
    }

    /** One tick of the server. Returns its nanoseconds. */
    long tick() {
        now += 16_000_000;
        long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
        long before = System.nanoTime();
        server.tick(now);
        long nanos = System.nanoTime() - before;
        allocated = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
        return nanos;
    }

    /** Bytes allocated by the last tick. */
    long allocated() {
        return allocated;
    }

    /** Bytes all clients received so far. */
    long received() {
        return sinks.stream().mapToLong(Sink::bytes).sum();
    }

    void drain() {
        for (Sink sink : sinks) {
            sink.poll(now);
        }
    }
}
