/** One server process sends to a hundred TCP clients in another: Tain, KryoNet, hand-written Netty. */
@NullMarked
package dev.tain.benchmarks.broadcast;

import org.jspecify.annotations.NullMarked;
