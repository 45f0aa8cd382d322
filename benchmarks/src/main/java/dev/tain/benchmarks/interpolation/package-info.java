/** How far behind a playback stays, and how seldom it runs dry. */
@NullMarked
package dev.tain.benchmarks.interpolation;

import org.jspecify.annotations.NullMarked;
