/** Who a client is: ways to find out before it plays. */
@NullMarked
package dev.tain.authentication;

import org.jspecify.annotations.NullMarked;
