/** The server's half. Never imports the client's. */
@NullMarked
package dev.tain.internal.server;

import org.jspecify.annotations.NullMarked;
