/** Lag compensation: a shot is judged by what the shooter saw. */
@NullMarked
package dev.tain.rewind;

import org.jspecify.annotations.NullMarked;
