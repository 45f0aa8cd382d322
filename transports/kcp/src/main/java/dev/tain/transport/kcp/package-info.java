/**
 * Packets over UDP, reliable and not, in the datagrams of Mirror's KCP transport (kcp2k). Found by the scheme
 * {@code kcp}.
 */
@NullMarked
package dev.tain.transport.kcp;

import org.jspecify.annotations.NullMarked;
