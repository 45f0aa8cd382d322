package dev.tain.transport;

/**
 * Where the other side of a connection is, as the transport sees it.
 *
 * @param host numeric address without brackets ({@code 203.0.113.7}, {@code 2001:db8::1}), or a name the transport
 *     chose ({@code memory})
 * @param port 0 to 65535
 */
public record PeerAddress(String host, int port) {
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
