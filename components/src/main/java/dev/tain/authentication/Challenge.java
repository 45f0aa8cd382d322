package dev.tain.authentication;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkMessage;

/** From a {@link BasicAuthenticator} to a client: here is something you cannot have foreseen. */
public record Challenge(@MaxSize(64) byte[] serverNonce) implements NetworkMessage {}
