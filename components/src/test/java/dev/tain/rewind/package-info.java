/** Lag compensation, in simulated networks. */
@NullMarked
package dev.tain.rewind;

import org.jspecify.annotations.NullMarked;
