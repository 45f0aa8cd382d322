/** Who observes what. */
@NullMarked
package dev.tain.interest;

import org.jspecify.annotations.NullMarked;
