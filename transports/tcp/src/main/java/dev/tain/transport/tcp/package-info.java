/**
 * Packets over TCP, each behind its length: the framing of Mirror's Telepathy. Found by the schemes
 * {@code tcp} and, inside TLS, {@code tls}.
 */
@NullMarked
package dev.tain.transport.tcp;

import org.jspecify.annotations.NullMarked;
