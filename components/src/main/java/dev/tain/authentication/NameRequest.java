package dev.tain.authentication;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkRequest;

/** From a client to a {@link UniqueNameAuthenticator}: so I would like to be called. */
public record NameRequest(@MaxSize(64) String name) implements NetworkRequest<ClaimAccepted> {}
