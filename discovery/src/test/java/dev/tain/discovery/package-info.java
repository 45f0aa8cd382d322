/** The tests of discovery. */
@NullMarked
package dev.tain.discovery;

import org.jspecify.annotations.NullMarked;
