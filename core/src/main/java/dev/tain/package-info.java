/** Where a game begins: {@code NetworkServer} and {@code NetworkClient}. */
@NullMarked
package dev.tain;

import org.jspecify.annotations.NullMarked;
