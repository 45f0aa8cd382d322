/**
 * Small immutable values that games send: vectors, rotations, colours. They exist so that a message needs no engine;
 * an engine's own types can be used instead through a {@link dev.tain.wire.Codec}.
 */
@NullMarked
package dev.tain.value;

import org.jspecify.annotations.NullMarked;
