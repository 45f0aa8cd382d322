/** Finding servers on the local network. */
@NullMarked
package dev.tain.discovery;

import org.jspecify.annotations.NullMarked;
