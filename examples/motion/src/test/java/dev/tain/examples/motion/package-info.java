/** The example, tested. */
@NullMarked
package dev.tain.examples.motion;

import org.jspecify.annotations.NullMarked;
