/** The client's half. Never imports the server's. */
@NullMarked
package dev.tain.internal.client;

import org.jspecify.annotations.NullMarked;
