package dev.tain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.motion.TransformSettings.Authority;
import dev.tain.motion.TransformSettings.Method;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.object.Prefabs;
import dev.tain.transport.MemoryNetwork;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server and its player's client in one program, as in host mode: the client sees what any client sees. */
class OneProgramTest {
    private static final int OBJECTS = 50;
    private static final int WARM_UP_TICKS = 12_000;
    private static final int TICKS = 1000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MemoryNetwork network = new MemoryNetwork();
    private final List<NetworkIdentity> objects = new ArrayList<>();
    private long now;

    private NetworkServer server(Prefabs prefabs, int rate) {
        NetworkServer server = NetworkServer.builder()
                .transport(network.server())
                .prefabs(prefabs)
                .sendRate(rate)
                .build();
        server.start();
        return server;
    }

    private NetworkClient client(Prefabs prefabs, NetworkServer server) {
        NetworkClient client = NetworkClient.builder().prefabs(prefabs).build();
        client.connect(network.client());
        pass(server, client);
        client.ready();
        return client;
    }

    private void pass(NetworkServer server, NetworkClient client) {
        for (int i = 0; i < 10; i++) {
            now += 16_666_667;
            server.tick(now);
            client.tick(now);
        }
    }

    private static Prefabs prefabs(Method method, Authority authority) {
        TransformSettings settings = Field.settings(method, authority);
        return Prefabs.builder()
                .add("object", parts -> parts.add(new NetworkTransform_Networked(settings)))
                .build();
    }

    private void spawn(NetworkServer server, int count, boolean owned) {
        for (int i = 0; i < count; i++) {
            NetworkIdentity object = server.instantiate("object");
            server.spawn(object, owned ? server.connection(1) : null);
            objects.add(object);
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void theHostsCopyMovesAsAnyClients(Method method) {
        for (Authority authority : Authority.values()) {
            objects.clear();
            Prefabs prefabs = prefabs(method, authority);
            NetworkServer server = server(prefabs, 30);
            NetworkClient client = client(prefabs, server);
            spawn(server, 1, authority == Authority.OWNER);
            pass(server, client);
            NetworkIdentity object = objects.get(0);
            Pose copy = Objects.requireNonNull(client.object(object.netId())).pose();
            float before = 0;
            for (int i = 0; i < 600; i++) {
                now += 16_666_667;
                server.tick(now);
                client.tick(now);
                Pose deciding = authority == Authority.SERVER ? object.pose() : copy;
                Pose following = authority == Authority.SERVER ? copy : object.pose();
                if (i > 20 && i < 400) {
                    deciding.x += 0.1f;
                }
                assertThat(following.x - before).isBetween(0f, 0.26f);
                before = following.x;
            }

            assertThat(copy.x).isEqualTo(object.pose().x, within(0.006f)).isGreaterThan(37);
            server.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aServerWhoseObjectsMoveMakesNoGarbage(Method method) {
        Prefabs prefabs = prefabs(method, Authority.SERVER);
        NetworkServer server = server(prefabs, 0);
        NetworkClient client = client(prefabs, server);
        spawn(server, OBJECTS, false);

        long best = Long.MAX_VALUE;
        for (int i = 0; i < WARM_UP_TICKS; i++) {
            tick(server, client);
        }
        for (int attempt = 0; attempt < 5; attempt++) { // the JIT may be busy on this thread's behalf
            long bytes = 0;
            for (int i = 0; i < TICKS; i++) {
                bytes += tick(server, client);
            }
            best = Math.min(best, bytes);
        }

        assertThat(best).isZero();
        server.stop();
    }

    private long tick(NetworkServer server, NetworkClient client) {
        now += 1_000_000;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < OBJECTS; i++) {
            objects.get(i).pose().x += 0.03f;
        }
        server.tick(now);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        client.tick(now);
        return bytes;
    }
}
