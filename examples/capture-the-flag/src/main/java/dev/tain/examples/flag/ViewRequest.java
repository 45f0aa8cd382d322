package dev.tain.examples.flag;

import dev.tain.connection.NetworkRequest;

/** The server asks what a client sees. */
record ViewRequest() implements NetworkRequest<View> {}
