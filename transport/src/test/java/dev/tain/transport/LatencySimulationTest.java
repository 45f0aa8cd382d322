package dev.tain.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencySimulationTest {
    private static final long MILLI = 1_000_000;

    private final List<String> heard = new ArrayList<>();
    private long now = 5_000 * MILLI;

    @Test
    void aReliablePacketArrivesAfterTheLatencyAndNotBefore() {
        Link link = new Link(NetworkConditions.builder().latencyMillis(50).build(), 1);

        link.send(Channel.RELIABLE, 7);
        link.run(49);
        assertThat(heard).isEmpty();

        link.run(2);
        assertThat(heard).containsExactly("RELIABLE 7 at 50");
    }

    @Test
    void reliablePacketsKeepTheirOrderUnderJitterAndLoss() {
        Link link = new Link(NetworkConditions.bad(), 42);

        for (int i = 0; i < 100; i++) {
            link.send(Channel.RELIABLE, i);
            link.run(1);
        }
        link.run(1_000);

        assertThat(heard).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(heard.get(i)).startsWith("RELIABLE " + i + " ");
        }
    }

    @Test
    void lossTakesItsShareOfUnreliablePackets() {
        Link link = new Link(NetworkConditions.builder().loss(0.2).build(), 7);

        for (int i = 0; i < 1_000; i++) {
            link.send(Channel.UNRELIABLE, i & 0x7f);
        }
        link.run(2);

        assertThat(heard).hasSizeBetween(750, 850);
    }

    @Test
    void duplicationBringsPacketsTwice() {
        Link link = new Link(NetworkConditions.builder().duplicate(1).build(), 7);

        link.send(Channel.UNRELIABLE, 3);
        link.run(2);

        assertThat(heard).containsExactly("UNRELIABLE 3 at 0", "UNRELIABLE 3 at 0");
    }

    @Test
    void reorderingLetsLaterPacketsOvertake() {
        Link link = new Link(NetworkConditions.builder().reorder(0.3, 20).build(), 3);

        List<String> inOrder = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            inOrder.add(Integer.toString(i));
            link.send(Channel.UNRELIABLE, i);
            link.run(1);
        }
        link.run(100);

        List<String> arrived = heard.stream().map(line -> line.split(" ")[1]).toList();
        assertThat(arrived).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(inOrder);
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        List<List<String>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            now = 5_000 * MILLI;
            heard.clear();
            Link link = new Link(NetworkConditions.bad(), 99);
            for (int i = 0; i < 100; i++) {
                link.send(i % 3 == 0 ? Channel.RELIABLE : Channel.UNRELIABLE, i);
                link.run(3);
            }
            link.run(1_000);
            runs.add(new ArrayList<>(heard));
        }

        assertThat(runs.get(0)).isEqualTo(runs.get(1)).hasSizeGreaterThan(80);
    }

    @Test
    void whatIsUnderWayArrivesThoughTheClientIsNotTouchedAfterItsDisconnect() {
        Link link = new Link(NetworkConditions.builder().latencyMillis(100).build(), 1);

        link.send(Channel.RELIABLE, 1);
        link.run(30);
        link.send(Channel.RELIABLE, 2);
        link.client.disconnect();
        link.runServerOnly(200);

        assertThat(heard).containsExactly("RELIABLE 1 at 30", "RELIABLE 2 at 30", "disconnected at 30");
    }

    @Test
    void whatAServerHasUnderWayArrivesWhenItStops() {
        MemoryNetwork network = new MemoryNetwork();
        ServerTransport server = LatencySimulation.of(
                network.server(), NetworkConditions.builder().latencyMillis(20).build(), new Random(1));
        ClientTransport client = network.client();
        ClientEvents events = new ClientEvents();
        server.start();
        client.connect();
        server.poll(now, new ServerEvents());
        client.poll(now, events);

        server.send(1, Channel.RELIABLE, new byte[] {4}, 0, 1);
        server.flush(now);
        server.send(1, Channel.RELIABLE, new byte[] {5}, 0, 1);
        server.disconnect(1);
        server.stop();
        client.poll(now, events);

        assertThat(heard).containsExactly("client heard 4", "client heard 5", "client disconnected");
    }

    @Test
    void anAbortDoesNotWait() {
        Link link = new Link(NetworkConditions.builder().latencyMillis(100).build(), 1);

        link.send(Channel.RELIABLE, 1);
        link.run(10);
        link.client.abort();
        link.run(200);

        assertThat(heard).containsExactly("disconnected at 10");
    }

    @Test
    void connectingAgainComesAfterTheEarlierGoodbye() {
        Link link = new Link(NetworkConditions.builder().latencyMillis(100).build(), 1);

        link.send(Channel.RELIABLE, 1);
        link.client.disconnect();
        link.client.connect();
        link.run(1);

        assertThat(heard).containsExactly("RELIABLE 1 at 0", "disconnected at 0", "connected 2");
    }

    @Test
    void aServersPacketsAreLateToo() {
        MemoryNetwork network = new MemoryNetwork();
        ServerTransport server = LatencySimulation.of(
                network.server(), NetworkConditions.builder().latencyMillis(20).build(), new Random(1));
        ClientTransport client = network.client();
        ClientEvents events = new ClientEvents();
        server.start();
        client.connect();
        server.poll(now, new ServerEvents());
        client.poll(now, events);

        server.send(1, Channel.RELIABLE, new byte[] {4}, 0, 1);
        assertThat(server.queuedBytes(1)).isEqualTo(1);
        server.flush(now);
        server.disconnect(1);
        server.flush(now);
        client.poll(now + 19 * MILLI, events);
        assertThat(heard).isEmpty();
        assertThat(server.queuedBytes(1)).isZero();

        server.poll(now + 20 * MILLI, new ServerEvents());
        client.poll(now + 20 * MILLI, events);
        assertThat(heard).containsExactly("client heard 4", "client disconnected");
    }

    @Test
    void contradictorySettingsAreRefusedInWords() {
        assertThatThrownBy(() -> NetworkConditions.builder()
                        .latencyMillis(20)
                        .jitterMillis(50)
                        .build())
                .hasMessageContaining("before it was sent");
        assertThatThrownBy(() -> NetworkConditions.builder().loss(2).build())
                .hasMessageContaining("Two percent is 0.02");
        assertThatThrownBy(() -> NetworkConditions.builder().reorder(0.1, 0).build())
                .hasMessageContaining("nothing would be held back");
        assertThatThrownBy(() -> NetworkConditions.builder().latencyMillis(-1).build())
                .hasMessageContaining("latencyMillis is -1");
    }

    /** A client with bad conditions towards a server without; both tick every millisecond. */
    private final class Link {
        private final ClientTransport client;
        private final ServerTransport server;
        private final ServerEvents serverEvents = new ServerEvents();
        private final ClientEvents clientEvents = new ClientEvents();

        Link(NetworkConditions conditions, long seed) {
            MemoryNetwork network = new MemoryNetwork();
            server = network.server();
            client = LatencySimulation.of(network.client(), conditions, new Random(seed));
            server.start();
            client.connect();
            client.poll(now, clientEvents);
            server.poll(now, serverEvents);
            heard.clear();
            serverEvents.startNanos = now;
        }

        void send(Channel channel, int value) {
            client.send(channel, new byte[] {(byte) value}, 0, 1);
        }

        void run(int millis) {
            for (int i = 0; i < millis; i++) {
                client.poll(now, clientEvents);
                client.flush(now);
                runServerOnly(1);
            }
        }

        void runServerOnly(int millis) {
            for (int i = 0; i < millis; i++) {
                serverEvents.nowNanos = now;
                server.poll(now, serverEvents);
                now += MILLI;
            }
        }
    }

    private final class ServerEvents implements ServerTransport.Listener {
        private long startNanos;
        private long nowNanos;

        @Override
        public void connected(int connectionId, PeerAddress address) {
            if (connectionId > 1) {
                heard.add("connected " + connectionId);
            }
        }

        @Override
        public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
            heard.add(channel + " " + bytes[offset] + at());
        }

        @Override
        public void disconnected(int connectionId, DisconnectReason reason, String detail) {
            heard.add("disconnected" + at());
        }

        private String at() {
            return " at " + (nowNanos - startNanos) / MILLI;
        }
    }

    private final class ClientEvents implements ClientTransport.Listener {
        @Override
        public void connected(PeerAddress server) {}

        @Override
        public void received(Channel channel, byte[] bytes, int offset, int length) {
            heard.add("client heard " + bytes[offset]);
        }

        @Override
        public void disconnected(DisconnectReason reason, String detail) {
            heard.add("client disconnected");
        }
    }
}
