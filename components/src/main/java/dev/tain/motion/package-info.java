/** What moves on one side moves on the others, too: where objects are, whether physics moves them, how they are animated. */
@NullMarked
package dev.tain.motion;

import org.jspecify.annotations.NullMarked;
