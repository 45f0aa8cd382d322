/** What keeping many objects in step costs a server. */
@NullMarked
package dev.tain.benchmarks.sync;

import org.jspecify.annotations.NullMarked;
