/**
 * What the transports on Netty share: I/O threads, connections, the way from a name to a connected socket, settings.
 * A game meets {@link dev.tain.transport.netty.NettyThreads} and what the settings of a transport take; the rest is for
 * transports, and may change with any version.
 *
 * <p>Two threads share a transport. The game's thread calls it; an I/O thread moves bytes. They meet in two places only:
 * {@code ReadyQueue} and {@code Inbox} on the way in, a {@code HandOver} on the way out. Neither ever waits for the
 * other.
 *
 * <p>A transport over a stream is a {@code StreamServerTransport} and a {@code StreamClientTransport} with the
 * {@code Stages} of its protocol.
 */
@NullMarked
package dev.tain.transport.netty;

import org.jspecify.annotations.NullMarked;
