/**
 * Packets over WebSocket: one binary message is one packet, as Mirror's SimpleWeb does it. Found by the schemes
 * {@code ws} and, inside TLS, {@code wss}. What browsers can speak, and what passes through most proxies.
 */
@NullMarked
package dev.tain.transport.websocket;

import org.jspecify.annotations.NullMarked;
