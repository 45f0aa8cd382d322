package dev.tain.authentication;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkRequest;

/** From a client to a {@link DeviceAuthenticator}: this device I am. */
public record DeviceRequest(@MaxSize(128) String device) implements NetworkRequest<ClaimAccepted> {}
