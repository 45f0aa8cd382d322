package dev.tain.transport.netty;

/**
 * From a stage to its connection, as a user event: the peer wants no connection but something else that it is being
 * given, a file perhaps. That may take its time, and is no refusal.
 *
 * @param millisMax how long it may take
 */
public record Serving(int millisMax) {}
