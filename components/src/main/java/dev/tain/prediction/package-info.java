/** Objects that obey their player at once: simulated ahead on the owner's client, and set right by the server. */
@NullMarked
package dev.tain.prediction;

import org.jspecify.annotations.NullMarked;
