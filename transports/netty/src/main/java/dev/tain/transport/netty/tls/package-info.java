/**
 * TLS for transports on Netty: which certificate a server shows, which server a client trusts. The JDK does the
 * encrypting; versions 1.2 and 1.3.
 */
@NullMarked
package dev.tain.transport.netty.tls;

import org.jspecify.annotations.NullMarked;
