/**
 * Bytes. {@link dev.tain.wire.NetworkWriter} and {@link dev.tain.wire.NetworkReader} turn values into little-endian
 * bytes and back; {@link dev.tain.wire.Codec} is one type's way of doing so. Writes trust the caller, reads trust
 * nobody. {@code docs/wire.md} is the normative description of every byte.
 */
@NullMarked
package dev.tain.wire;

import org.jspecify.annotations.NullMarked;
