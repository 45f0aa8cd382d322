package dev.tain.authentication;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkMessage;

/** From a {@link BasicAuthenticator} to a client: the proof is right, and here is the server's own. */
public record ProofAccepted(@MaxSize(64) byte[] serverProof) implements NetworkMessage {}
