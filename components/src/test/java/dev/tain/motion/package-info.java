/** Tests of what moves. */
@NullMarked
package dev.tain.motion;

import org.jspecify.annotations.NullMarked;
