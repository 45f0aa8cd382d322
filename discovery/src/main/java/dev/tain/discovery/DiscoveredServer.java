package dev.tain.discovery;

import dev.tain.connection.NetworkMessage;
import java.net.URI;
import java.util.List;

/**
 * A server that answered.
 *
 * @param id drawn by chance when it began to advertise; the same by whichever way it is reached
 * @param info what it says of itself; anybody on the network may say anything
 * @param addresses where to connect to, with the host from which the answer came
 */
public record DiscoveredServer<T extends NetworkMessage>(long id, T info, List<URI> addresses) {}
