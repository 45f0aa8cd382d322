/**
 * KCP as kcp2k speaks it, without sockets, clocks and threads: bytes and milliseconds are arguments. Times are 32 bits
 * and may wrap around.
 */
@NullMarked
package dev.tain.transport.kcp.engine;

import org.jspecify.annotations.NullMarked;
