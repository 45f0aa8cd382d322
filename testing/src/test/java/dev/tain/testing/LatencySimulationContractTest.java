package dev.tain.testing;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.LatencySimulation;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.NetworkConditions;
import dev.tain.transport.ServerTransport;
import java.net.URI;
import java.util.Random;

/** A bad link is still a transport: late, but nothing the contract promises may break. */
class LatencySimulationContractTest extends TransportContractTest {
    private static final NetworkConditions LATE =
            NetworkConditions.builder().latencyMillis(20).jitterMillis(15).build();

    private final MemoryNetwork network = new MemoryNetwork();
    private final Random random = new Random(20);

    @Override
    protected ServerTransport createServer() {
        return LatencySimulation.of(network.server(), LATE, random);
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return LatencySimulation.of(network.client(), LATE, random);
    }
}
