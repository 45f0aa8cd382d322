package dev.tain.transport.tcp;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A {@code tcp://host:port?settings} taken apart. The host is a name or a numeric address without brackets.
 */
record TcpAddress(String host, int port, @Nullable String query) {
    private static final int PORT_DEFAULT = 7777; // Mirror's

    static TcpAddress of(URI uri) {
        String scheme = uri.getScheme();
        if (scheme == null || !scheme.toLowerCase(Locale.ROOT).equals("tcp")) {
            throw wrong(uri, "its scheme is not tcp");
        }
        String path = uri.getRawPath();
        if (uri.getRawFragment() != null || uri.getRawUserInfo() != null || path != null && path.length() > 1) {
            throw wrong(uri, "it has more than a host, a port and settings");
        }
        String authority = uri.getRawAuthority();
        if (authority == null || authority.isEmpty()) {
            throw wrong(uri, "it has no host");
        }
        // URI knows no host with an underscore, which container networks are fond of; so it is cut by hand.
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, colon) : authority;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            throw wrong(uri, "it has no host");
        }
        return new TcpAddress(
                host, hasPort ? portOf(uri, authority.substring(colon + 1)) : PORT_DEFAULT, uri.getQuery());
    }

    TcpAddress withPort(int realPort) {
        return new TcpAddress(host, realPort, query);
    }

    URI uri() {
        String text = "tcp://" + this;
        return URI.create(query == null ? text : text + "?" + query);
    }

    /** The address if the host is a numeric one, so that no name service need be asked; else null. */
    @Nullable
    InetAddress numeric() throws UnknownHostException {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        return bytes == null ? null : InetAddress.getByAddress(bytes);
    }

    /** Host and port, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    private static int portOf(URI uri, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below, like a number that is no port
        }
        throw wrong(uri, "its port is not a number from 0 to 65535");
    }

    private static IllegalArgumentException wrong(URI uri, String why) {
        return new IllegalArgumentException("\"" + uri + "\" is no address for TCP: " + why
                + ". Write tcp://0.0.0.0:7777 or tcp://example.org:7777.");
    }
}
