/**
 * Time between two ends that share none: what a clock over there says, and a playback of what happened there that runs
 * smoothly although its news arrive unevenly. Numbers only; seconds throughout.
 */
@NullMarked
package dev.tain.time;

import org.jspecify.annotations.NullMarked;
