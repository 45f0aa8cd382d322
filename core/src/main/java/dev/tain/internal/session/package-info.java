/** What server and client have in common: packets, messages, requests, and the rules of a connection. */
@NullMarked
package dev.tain.internal.session;

import org.jspecify.annotations.NullMarked;
