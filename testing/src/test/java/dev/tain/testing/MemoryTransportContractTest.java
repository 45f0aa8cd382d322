package dev.tain.testing;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.ServerTransport;
import java.net.URI;

class MemoryTransportContractTest extends TransportContractTest {
    private final MemoryNetwork network = new MemoryNetwork();

    @Override
    protected ServerTransport createServer() {
        return network.server();
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return network.client();
    }
}
