package dev.tain.authentication;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkRequest;

/** From a client to a {@link BasicAuthenticator}: I am this user; and here is something you cannot have foreseen. */
public record ChallengeRequest(
        @MaxSize(64) String user, @MaxSize(64) byte[] clientNonce) implements NetworkRequest<Challenge> {}
