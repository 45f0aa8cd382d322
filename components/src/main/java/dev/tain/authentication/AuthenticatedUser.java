package dev.tain.authentication;

/**
 * Who a connection is; an authenticator attaches it before the connection counts as authenticated. The game may attach
 * something of its own after that.
 *
 * @param name of the user, or id of the device
 */
public record AuthenticatedUser(String name) {}
