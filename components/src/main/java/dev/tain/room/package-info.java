/** Rooms: players gather, say that they are ready, play, and come back; many rooms in one server. */
@NullMarked
package dev.tain.room;

import org.jspecify.annotations.NullMarked;
