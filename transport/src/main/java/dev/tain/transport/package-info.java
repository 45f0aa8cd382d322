/**
 * Packets between two ends. {@link dev.tain.transport.ServerTransport} and
 * {@link dev.tain.transport.ClientTransport} are what a network must offer; {@link dev.tain.transport.MemoryNetwork}
 * offers it without one.
 */
@NullMarked
package dev.tain.transport;

import org.jspecify.annotations.NullMarked;
