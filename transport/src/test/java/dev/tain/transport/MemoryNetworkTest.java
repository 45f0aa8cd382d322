package dev.tain.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only the memory network promises; the rest is in its contract test. */
class MemoryNetworkTest {
    private final MemoryNetwork network = new MemoryNetwork();
    private final ServerTransport server = network.server();
    private final Echo echo = new Echo(server);
    private final Count count = new Count();

    @Test
    void unreliablePacketsKeepTheirChannel() {
        ClientTransport client = connect();

        client.send(Channel.UNRELIABLE, new byte[] {1}, 0, 1);
        client.flush(0);
        server.poll(0, echo);

        assertThat(echo.channels).containsExactly(Channel.UNRELIABLE);
    }

    @Test
    void whatIsSentFromWithinAPollWaitsForTheNext() {
        ClientTransport client = connect();
        client.send(Channel.RELIABLE, new byte[] {1}, 0, 1);
        client.flush(0);

        server.poll(0, echo);
        client.poll(0, count);
        assertThat(count.packets).isZero(); // not flushed

        server.flush(0);
        client.poll(0, count);
        assertThat(count.packets).isEqualTo(1);
    }

    @Test
    void aReceiverMaySendToItsOwnPipeWhileItIsPolled() {
        ClientTransport client = connect();
        byte[] packet = new byte[700];
        packet[0] = 1;
        client.send(Channel.RELIABLE, packet, 0, 700);
        client.flush(0);
        List<Integer> firsts = new ArrayList<>();

        server.poll(0, new Echo(server) {
            @Override
            public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
                packet[0] = 2;
                client.send(Channel.RELIABLE, packet, 0, 700); // the array must grow or move, yet not under us
                client.send(Channel.RELIABLE, packet, 0, 700);
                client.flush(0);
                firsts.add((int) bytes[offset]);
            }
        });

        assertThat(firsts).containsExactly(1);
    }

    @Test
    void unreliablePacketsAreDroppedWhenTheQueueIsFullReliableOnesEndTheConnection() {
        MemoryNetwork small = MemoryNetwork.builder().queueBytes(4 << 20).build();
        small.server().start();
        ClientTransport client = small.client();
        client.connect();
        client.poll(0, count);

        for (int i = 0; i < 300; i++) {
            client.send(Channel.UNRELIABLE, new byte[16 * 1024], 0, 16 * 1024);
        }
        assertThat(client.queuedBytes()).isBetween(4_000_000, 4 * 1024 * 1024);
        client.poll(0, count);
        assertThat(count.ending).isNull();

        client.send(Channel.RELIABLE, new byte[16 * 1024], 0, 16 * 1024);
        client.poll(0, count);
        assertThat(count.ending).isEqualTo(DisconnectReason.CONGESTED);
    }

    @Test
    void aSteadyExchangeAllocatesNothing() {
        ClientTransport client = connect();
        byte[] packet = new byte[1200];
        exchange(client, packet, 20_000); // queues grown, code compiled

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        exchange(client, packet, 1_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(1_000); // less than one byte a round
    }

    @Test
    void contradictorySizesAreRefusedInWords() {
        MemoryNetwork.Builder builder =
                MemoryNetwork.builder().maxPacketBytes(1000).queueBytes(1500);

        assertThatThrownBy(builder::build).hasMessageContaining("less than two packets of 1000");
    }

    @Test
    void packetsTooSmallForAPieceOfAMessageAreRefusedInWords() {
        MemoryNetwork.Builder builder = MemoryNetwork.builder();

        assertThatThrownBy(() -> builder.maxPacketBytes(16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxPacketBytes is 16; it must be at least 256, so that a piece of a message fits in a"
                        + " packet.");
        assertThatThrownBy(() -> builder.maxUnreliablePacketBytes(255))
                .hasMessageContaining("maxUnreliablePacketBytes is 255; it must be at least 256");
        assertThat(builder.maxPacketBytes(256).build().client().maxPacketBytes(Channel.RELIABLE))
                .isEqualTo(256);
    }

    private void exchange(ClientTransport client, byte[] packet, int rounds) {
        echo.channels.clear();
        echo.isQuiet = true;
        for (int i = 0; i < rounds; i++) {
            for (int k = 0; k < 5; k++) {
                client.send(Channel.RELIABLE, packet, 0, packet.length);
            }
            client.flush(i);
            server.poll(i, echo);
            server.flush(i);
            client.poll(i, count);
        }
    }

    private ClientTransport connect() {
        server.start();
        ClientTransport client = network.client();
        client.connect();
        client.poll(0, count);
        server.poll(0, echo);
        return client;
    }

    private static class Echo implements ServerTransport.Listener {
        private final ServerTransport server;
        private final List<Channel> channels = new ArrayList<>();
        private boolean isQuiet;

        Echo(ServerTransport server) {
            this.server = server;
        }

        @Override
        public void connected(int connectionId, PeerAddress address) {}

        @Override
        public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
            if (!isQuiet) {
                channels.add(channel);
            }
            server.send(connectionId, channel, bytes, offset, length);
        }

        @Override
        public void disconnected(int connectionId, DisconnectReason reason, String detail) {}
    }

    private static final class Count implements ClientTransport.Listener {
        private int packets;
        private DisconnectReason ending;

        @Override
        public void connected(PeerAddress server) {}

        @Override
        public void received(Channel channel, byte[] bytes, int offset, int length) {
            packets++;
        }

        @Override
        public void disconnected(DisconnectReason reason, String detail) {
            ending = reason;
        }
    }
}
