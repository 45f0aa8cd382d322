/** Networked objects as a game sees them: identities, behaviours, prefabs, synchronised collections. */
@NullMarked
package dev.tain.object;

import org.jspecify.annotations.NullMarked;
