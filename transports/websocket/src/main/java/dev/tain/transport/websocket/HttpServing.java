package dev.tain.transport.websocket;

import org.jspecify.annotations.Nullable;

/**
 * What a server's port has for whoever asks.
 *
 * @param path where the WebSocket is; empty for everywhere
 * @param origins which pages may connect
 * @param forwarding who is behind a proxy
 * @param folder files for browsers, if there are any
 */
record HttpServing(
        String path,
        Origins origins,
        Forwarding forwarding,
        @Nullable WebFolder folder) {}
