/** Predicted cars on a track, through a bad network, and a picture of it. */
@NullMarked
package dev.tain.examples.motion;

import org.jspecify.annotations.NullMarked;
