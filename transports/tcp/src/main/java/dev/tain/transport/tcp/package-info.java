/**
 * Packets over TCP, each behind its length: the framing of Mirror's Telepathy. Found by the scheme {@code tcp}.
 */
@NullMarked
package dev.tain.transport.tcp;

import org.jspecify.annotations.NullMarked;
