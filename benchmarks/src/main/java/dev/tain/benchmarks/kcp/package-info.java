/** The KCP engine over simulated links: how much arrives, and how late. */
@NullMarked
package dev.tain.benchmarks.kcp;

import org.jspecify.annotations.NullMarked;
