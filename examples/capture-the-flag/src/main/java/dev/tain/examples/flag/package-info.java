/** A small real game: two teams, two flags, bots as clients in processes of their own. */
@NullMarked
package dev.tain.examples.flag;

import org.jspecify.annotations.NullMarked;
