/** What each transport costs, beside hand-written Netty and java-Kcp. */
@NullMarked
package dev.tain.benchmarks.transports;

import org.jspecify.annotations.NullMarked;
