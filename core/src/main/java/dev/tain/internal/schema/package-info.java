/** Which message types there are, and how two builds compare theirs. */
@NullMarked
package dev.tain.internal.schema;

import org.jspecify.annotations.NullMarked;
