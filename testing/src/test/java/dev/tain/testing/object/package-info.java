/** Objects, over the simulated network. */
@NullMarked
package dev.tain.testing.object;

import org.jspecify.annotations.NullMarked;
