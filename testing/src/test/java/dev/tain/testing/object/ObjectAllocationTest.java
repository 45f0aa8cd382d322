package dev.tain.testing.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.object.NetworkIdentity;
import dev.tain.transport.MemoryNetwork;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects that change make no garbage on the server. */
class ObjectAllocationTest {
    private static final int OBJECTS = 200;
    private static final int CHANGED = 20;
    private static final int CLIENTS = 5;
    private static final int WARM_UP_TICKS = 12_000;
    private static final int TICKS = 1000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MemoryNetwork network = new MemoryNetwork();
    private final NetworkServer server = NetworkServer.builder()
            .transport(network.server())
            .prefabs(World.PREFABS)
            .sendRate(0)
            .build();
    private final List<NetworkClient> clients = new ArrayList<>();
    private final List<Lamp> lamps = new ArrayList<>();
    private final List<Rock> rocks = new ArrayList<>();
    private long now;
    private int next;

    private long tick(boolean change) {
        now += 1_000_000;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CHANGED && change; i++) {
            next = (next + 7) % lamps.size();
            lamps.get(next).light++;
            lamps.get(next).warmth = now;
            rocks.get(next).moss++;
            rocks.get(next).markChanged();
        }
        server.tick(now);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        for (NetworkClient client : clients) {
            client.tick(now);
        }
        return bytes;
    }

    private void play(boolean owned) {
        server.start();
        for (int i = 0; i < CLIENTS; i++) {
            NetworkClient client =
                    NetworkClient.builder().prefabs(World.PREFABS).sendRate(0).build();
            client.connect(network.client());
            clients.add(client);
        }
        for (int i = 0; i < 5; i++) {
            tick(false);
        }
        clients.forEach(NetworkClient::ready);
        for (int i = 0; i < OBJECTS / 2; i++) {
            NetworkIdentity lamp = server.instantiate("lamp");
            lamps.add(lamp.behaviour(Lamp.class));
            server.spawn(lamp, owned ? server.connection(1 + i % CLIENTS) : null);
            NetworkIdentity rock = server.spawn(server.instantiate("rock"));
            rocks.add(rock.behaviour(Rock.class));
        }
        for (int i = 0; i < WARM_UP_TICKS; i++) {
            tick(true);
        }
        assertThat(clients).allMatch(client -> client.objects().size() == OBJECTS);
    }

    private long leastOfFive(boolean change) {
        long best = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) { // the JIT may be busy on this thread's behalf
            long bytes = 0;
            for (int i = 0; i < TICKS; i++) {
                bytes += tick(change);
            }
            best = Math.min(best, bytes);
        }
        return best;
    }

    @Test
    void aTickInWhichObjectsOfNobodyChangeAllocatesNothing() {
        play(false);

        assertThat(leastOfFive(true)).isZero();
        assertThat(leastOfFive(false)).isZero();
    }

    @Test
    void aTickInWhichOwnedObjectsChangeAllocatesNothing() {
        play(true);

        assertThat(leastOfFive(true)).isZero();
    }
}
