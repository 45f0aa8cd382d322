/**
 * A whole session in milliseconds, without sockets, sleeps or ports: {@link dev.tain.testing.NetworkSimulation}. And
 * what every transport must pass: {@code TransportContractTest}.
 */
@NullMarked
package dev.tain.testing;

import org.jspecify.annotations.NullMarked;
