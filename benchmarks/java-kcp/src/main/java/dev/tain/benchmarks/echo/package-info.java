/** A load of small messages that come back, and what it needs to know of whoever carries them. */
@NullMarked
package dev.tain.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
