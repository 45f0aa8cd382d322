package dev.tain.authentication;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkRequest;

/** From a client to a {@link BasicAuthenticator}: what only who knows the secret can answer to the challenge. */
public record ProofRequest(@MaxSize(64) byte[] proof) implements NetworkRequest<ProofAccepted> {}
