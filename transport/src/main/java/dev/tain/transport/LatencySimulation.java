package dev.tain.transport;

import java.util.Random;

/**
 * Makes a transport as bad as a real network: what it sends is late, and what it sends unreliably also gets lost,
 * doubled and out of order, as {@link NetworkConditions} say.
 *
 * <p>It works on what is sent; wrap both ends, each with conditions of its own, for both directions. Reliable packets are
 * late but never lost and never overtake each other. When a server disconnects one client, the goodbye waits until the
 * last of them is through. When a client disconnects, or a server stops, nobody may poll or flush any more: what is
 * reliable and under way is handed on at once, in order, what is unreliable is lost, and the end follows without delay.
 * An abort and the events of the wrapped transport are not delayed.
 *
 * <p>There is no clock but the {@code nowNanos} of {@code poll} and {@code flush}: a packet is on its way from the flush
 * that follows its send, and arrives in the first poll or flush at or after its time. The same {@link Random} seed, the
 * same calls and the same times give the same faults. {@code queuedBytes} leaves out what is under way: the simulated
 * network has taken it.
 */
public final class LatencySimulation {
    private LatencySimulation() {}

    /**
     * A client whose packets to the server suffer.
     *
     * @param random belongs to the simulation from now on
     */
    public static ClientTransport of(ClientTransport client, NetworkConditions conditions, Random random) {
        return new LateClient(client, conditions, random);
    }

    /**
     * A server whose packets to all clients suffer, each client's on a link of its own.
     *
     * @param random belongs to the simulation from now on
     */
    public static ServerTransport of(ServerTransport server, NetworkConditions conditions, Random random) {
        return new LateServer(server, conditions, random);
    }
}
