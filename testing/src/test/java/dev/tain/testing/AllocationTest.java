package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.testing.Messages.Position;
import dev.tain.transport.Channel;
import dev.tain.transport.MemoryNetwork;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A steady conversation makes no garbage but the messages themselves. */
class AllocationTest {
    private static final int WARM_UP_TICKS = 30_000;
    private static final int TICKS = 2_000;
    private static final int PER_TICK = 5;

    /** A record of three 4-byte fields with its header, as HotSpot lays it out; at most. */
    private static final int MESSAGE_BYTES_MAX = 32;

    private final MemoryNetwork network = new MemoryNetwork();
    private final NetworkServer server =
            NetworkServer.builder().transport(network.server()).sendRate(0).build();
    private final NetworkClient client = NetworkClient.builder().sendRate(0).build();
    private final Position outgoing = new Position(1, 2, 3);
    private long now;
    private long heard;

    private void tick(Channel channel) {
        now += 1_000_000;
        for (int i = 0; i < PER_TICK; i++) {
            server.sendToAll(outgoing, channel);
            client.send(outgoing, channel);
        }
        server.tick(now);
        client.tick(now);
    }

    private void measure(Channel channel) {
        for (int i = 0; i < WARM_UP_TICKS; i++) {
            tick(channel);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) { // the JIT may be busy on this thread's behalf
            long heardBefore = heard;
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < TICKS; i++) {
                tick(channel);
            }
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            long messages = heard - heardBefore;
            assertThat(messages).isEqualTo(2L * TICKS * PER_TICK);
            best = Math.min(best, bytes - messages * MESSAGE_BYTES_MAX);
        }
        assertThat(best).as("bytes beyond the messages, in %s ticks", TICKS).isLessThanOrEqualTo(0);
    }

    @Test
    void aSteadyTickAllocatesNothingBeyondTheMessages() {
        server.registerHandler(Position.class, position -> heard++);
        client.registerHandler(Position.class, position -> heard++);
        server.start();
        client.connect(network.client());
        for (int i = 0; i < 5; i++) {
            now += 1_000_000;
            client.tick(now);
            server.tick(now);
        }
        assertThat(client.state()).isEqualTo(ClientState.CONNECTED);

        measure(Channel.RELIABLE);
        measure(Channel.SEQUENCED);
    }
}
