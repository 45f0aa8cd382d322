package dev.tain.transport;

import java.net.URI;
import java.util.Set;

/** Makes the transports of some URI schemes. Found by {@code ServiceLoader}; has a public no-argument constructor. */
public interface TransportProvider {
    /** The schemes it answers to, in lower case: {@code tcp}. Addresses may write them in any case. */
    Set<String> schemes();

    /**
     * A server transport for an address such as {@code tcp://0.0.0.0:7777}; port 0 asks for any free one.
     *
     * @throws IllegalArgumentException if the address makes no sense to this transport, saying why
     */
    ServerTransport createServer(URI address);

    /**
     * A client transport for an address such as {@code tcp://example.org:7777}.
     *
     * @throws IllegalArgumentException if the address makes no sense to this transport, saying why
     */
    ClientTransport createClient(URI address);
}
