/** What a game sees of a conversation: messages, connections, requests, and why things end. */
@NullMarked
package dev.tain.connection;

import org.jspecify.annotations.NullMarked;
