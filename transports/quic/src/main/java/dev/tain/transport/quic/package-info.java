/**
 * Packets over QUIC: reliable ones on one stream, each behind its length, unreliable ones as datagrams, all of it
 * encrypted. Found by the scheme {@code quic}. Needs Netty's native library, which is there for Linux and macOS on x86-64
 * and ARM, and for Windows on x86-64.
 *
 * <p>One UDP port serves all connections of a server; so one I/O thread does.
 */
@NullMarked
package dev.tain.transport.quic;

import org.jspecify.annotations.NullMarked;
