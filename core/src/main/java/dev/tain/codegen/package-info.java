/**
 * The contract between generated code and the library. Games do not call it. Its version is
 * {@link dev.tain.codegen.MessageIndex#CONTRACT_VERSION}; code generated for another version is refused in words.
 */
@NullMarked
package dev.tain.codegen;

import org.jspecify.annotations.NullMarked;
