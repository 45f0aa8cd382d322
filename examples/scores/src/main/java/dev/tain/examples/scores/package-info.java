/** Scores, chat and a log over TCP: a server and its clients as separate processes. */
@NullMarked
package dev.tain.examples.scores;

import org.jspecify.annotations.NullMarked;
