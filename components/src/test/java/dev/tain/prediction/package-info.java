/** Prediction, in simulated networks. */
@NullMarked
package dev.tain.prediction;

import org.jspecify.annotations.NullMarked;
