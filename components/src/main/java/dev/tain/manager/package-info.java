/** The manager: a game's server and client, their players and scenes, also in one program. */
@NullMarked
package dev.tain.manager;

import org.jspecify.annotations.NullMarked;
