/** The game as a whole. */
@NullMarked
package dev.tain.examples.flag;

import org.jspecify.annotations.NullMarked;
