/** Collections without garbage. */
@NullMarked
package dev.tain.internal.collect;

import org.jspecify.annotations.NullMarked;
