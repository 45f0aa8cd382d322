package dev.tain.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several networks behind one server. */
class MultiplexTransportTest {
    private final MemoryNetwork large = new MemoryNetwork();
    private final MemoryNetwork small =
            MemoryNetwork.builder().maxPacketBytes(1000).batchBytes(500).build();

    @Test
    void aPacketIsWhatTheSmallestTakes() {
        MultiplexTransport both = MultiplexTransport.of(List.of(large.server(), small.server()));

        assertThat(both.maxPacketBytes(Channel.RELIABLE)).isEqualTo(1000);
        assertThat(both.batchBytes(Channel.RELIABLE)).isEqualTo(500);
        assertThatThrownBy(() -> both.send(1, Channel.RELIABLE, new byte[1001], 0, 1001))
                .hasMessageContaining("1001")
                .hasMessageContaining("1000");
    }

    @Test
    void whatIsGatheredIsGatheredAsTheConnectionsOwnTransportLikesIt() {
        ServerTransport both = MultiplexTransport.of(List.of(large.server(), small.server()));
        ServerTransport wrapped = new ServerMiddleware(both) {
            @Override
            public int batchBytes(Channel channel) {
                return super.batchBytes(channel) - 8;
            }
        };
        wrapped.start();
        ClientTransport first = large.client();
        ClientTransport second = small.client();
        first.connect();
        second.connect();
        wrapped.poll(1, new Deaf());

        assertThat(both.batchBytes(1, Channel.RELIABLE)).isEqualTo(1000);
        assertThat(both.batchBytes(2, Channel.RELIABLE)).isEqualTo(500);
        assertThat(both.batchBytes(99, Channel.RELIABLE)).isEqualTo(500);
        assertThat(wrapped.batchBytes(1, Channel.RELIABLE)).isEqualTo(992);
        assertThat(wrapped.batchBytes(2, Channel.RELIABLE)).isEqualTo(492);
    }

    private static final class Deaf implements ServerTransport.Listener {
        @Override
        public void connected(int connectionId, PeerAddress address) {}

        @Override
        public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {}

        @Override
        public void disconnected(int connectionId, DisconnectReason reason, String detail) {}
    }

    @Test
    void allAddressesAreToldAndTheFirstIsTheAddress() {
        MultiplexTransport both = MultiplexTransport.of(List.of(large.server(), small.server()));

        assertThat(both.address()).isEqualTo(URI.create("memory://server"));
        assertThat(both.addresses()).hasSize(2);
    }

    @Test
    void noneListensWhenOneCannot() {
        small.server().start();
        MultiplexTransport both = MultiplexTransport.of(List.of(large.server(), small.server()));

        assertThatThrownBy(both::start).isInstanceOf(IllegalStateException.class);

        large.server().start();
    }

    @Test
    void oneTransportTwiceIsAMistakeThatIsTold() {
        assertThatThrownBy(() -> MultiplexTransport.of(List.of(large.server(), large.server())))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> MultiplexTransport.of(List.of())).hasMessageContaining("no transport");
    }

    @Test
    void sameNumbersOfTwoNetworksAreTwoConnections() {
        MultiplexTransport both = MultiplexTransport.of(List.of(large.server(), small.server()));
        both.start();
        List<Integer> connected = new ArrayList<>();
        ClientTransport first = large.client();
        ClientTransport second = small.client();
        first.connect();
        second.connect();

        both.poll(1, new ServerTransport.Listener() {
            @Override
            public void connected(int connectionId, PeerAddress address) {
                connected.add(connectionId);
            }

            @Override
            public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {}

            @Override
            public void disconnected(int connectionId, DisconnectReason reason, String detail) {}
        });

        assertThat(connected).containsExactly(1, 2);
    }
}
