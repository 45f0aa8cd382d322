/** What a game writes on its types for the annotation processor to read. */
@NullMarked
package dev.tain.annotation;

import org.jspecify.annotations.NullMarked;
