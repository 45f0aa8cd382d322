package dev.tain.testing;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.MultiplexTransport;
import dev.tain.transport.ServerTransport;
import java.net.URI;
import java.util.List;

/** Two networks as one: every other client comes through the second. */
class MultiplexTransportContractTest extends TransportContractTest {
    private final List<MemoryNetwork> networks = List.of(
            new MemoryNetwork(),
            MemoryNetwork.builder().maxUnreliablePacketBytes(1200).build());
    private int clients;

    @Override
    protected ServerTransport createServer() {
        return MultiplexTransport.of(
                networks.stream().map(MemoryNetwork::server).toList());
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return networks.get(clients++ % 2).client();
    }
}
