/** What the objects of a server and of a client have in common: their parts, how state travels, how they are made. */
@NullMarked
package dev.tain.internal.object;

import org.jspecify.annotations.NullMarked;
