package dev.tain.authentication;

import dev.tain.connection.NetworkMessage;

/** From an authenticator to a client: so be it. */
public record ClaimAccepted() implements NetworkMessage {}
