/** Ways to reach bytes in an array, compared: the ground of decision 0003. */
@NullMarked
package dev.tain.benchmarks.bytes;

import org.jspecify.annotations.NullMarked;
