package dev.tain.testing;

import dev.tain.transport.ClientTransport;
import dev.tain.transport.NetworkConditions;
import dev.tain.transport.ServerTransport;
import java.util.Random;
import java.util.ServiceLoader;

/**
 * A network that behaves as badly as it is told and the same way for the same seed: one server, any number of clients,
 * no sockets, no threads. Time is what the two ends pass to {@code poll} and {@code flush}.
 *
 * <p>Which protocol it runs is nothing to a test. Unless something else is asked for, reliable packets travel as a stream
 * that is sliced anywhere, and unreliable ones alone. {@code -Dtain.network=NAME} runs the same tests over another
 * protocol, whose {@link Protocol} is on the class path.
 */
public interface SimulatedNetwork {
    /**
     * The network that {@code -Dtain.network} names.
     *
     * @param random the one source of chance: give it a seed
     */
    static SimulatedNetwork create(Random random) {
        String wanted = System.getProperty("tain.network");
        if (wanted == null) {
            return new SimulatedStreams(random);
        }
        for (Protocol protocol : ServiceLoader.load(Protocol.class)) {
            if (protocol.name().equals(wanted)) {
                return protocol.create(random);
            }
        }
        throw new IllegalArgumentException("No protocol '" + wanted + "' is on the class path to simulate, as "
                + "-Dtain.network wants. Add it, or leave the property out.");
    }

    /** The server's end. */
    ServerTransport server();

    /** A new client's end. */
    ClientTransport client();

    /** From now on, all links, both ways, are like this. */
    void conditions(NetworkConditions conditions);

    /** From now on, all links, both ways, take so much. */
    void speed(LinkSpeed speed);

    /** Cuts a client's link, with what is under way on it; both ends find the connection lost. */
    void cut(ClientTransport client);

    /** Whether nothing is under way. */
    boolean isQuiet();

    /** A protocol to simulate. Found by {@code ServiceLoader}; has a public no-argument constructor. */
    interface Protocol {
        /** What {@code -Dtain.network} says. */
        String name();

        SimulatedNetwork create(Random random);
    }
}
