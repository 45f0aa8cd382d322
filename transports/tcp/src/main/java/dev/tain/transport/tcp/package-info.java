/**
 * Packets over TCP, each behind its length: the framing of Mirror's Telepathy. Found by the scheme {@code tcp}.
 *
 * <p>Two threads share a transport. The game's thread calls it; an I/O thread moves bytes. They meet in two places only:
 * {@code ReadyQueue} and {@code Inbox} on the way in, {@code WriteQueue} on the way out. Neither ever waits for the
 * other.
 */
@NullMarked
package dev.tain.transport.tcp;

import org.jspecify.annotations.NullMarked;
