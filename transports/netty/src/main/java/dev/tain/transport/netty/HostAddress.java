package dev.tain.transport.netty;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A {@code scheme://host:port/path?settings} taken apart.
 *
 * @param scheme in lower case
 * @param host a name, or a numeric address without brackets
 * @param path empty, or with its leading slash, with its escapes
 * @param query with its escapes; null if there is none
 */
public record HostAddress(
        String scheme,
        String host,
        int port,
        String path,
        @Nullable String query) {
    /** Mirror's. */
    public static final int PORT_DEFAULT = 7777;

    /**
     * An address without a path.
     *
     * @throws IllegalArgumentException if it makes no sense, saying why
     */
    public static HostAddress of(URI uri, Set<String> schemes) {
        HostAddress address = withPath(uri, schemes, PORT_DEFAULT);
        if (!address.path.isEmpty()) {
            throw wrong(uri, address.scheme, "it has more than a host, a port and settings");
        }
        return address;
    }

    /** An address that may have a path. */
    public static HostAddress withPath(URI uri, Set<String> schemes, int portDefault) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String wanted = schemes.stream().sorted().findFirst().orElseThrow();
        if (!schemes.contains(scheme)) {
            throw wrong(uri, wanted, "its scheme is not " + wanted);
        }
        if (uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw wrong(uri, scheme, "it has more than a host, a port and settings");
        }
        String authority = uri.getRawAuthority();
        if (authority == null || authority.isEmpty()) {
            throw wrong(uri, scheme, "it has no host");
        }
        // URI knows no host with an underscore, which container networks are fond of; so it is cut by hand.
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, colon) : authority;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            throw wrong(uri, scheme, "it has no host");
        }
        int port = hasPort ? portOf(uri, scheme, authority.substring(colon + 1)) : portDefault;
        String path = uri.getRawPath() == null || uri.getRawPath().equals("/") ? "" : uri.getRawPath();
        return new HostAddress(scheme, host, port, path, uri.getRawQuery());
    }

    public HostAddress withPort(int realPort) {
        return new HostAddress(scheme, host, realPort, path, query);
    }

    /** Without some of the settings in its query. */
    public HostAddress withoutSettings(Set<String> names) {
        if (query == null) {
            return this;
        }
        StringJoiner kept = new StringJoiner("&");
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!names.contains(equals < 0 ? pair : pair.substring(0, equals))) {
                kept.add(pair);
            }
        }
        return new HostAddress(scheme, host, port, path, kept.length() == 0 ? null : kept.toString());
    }

    /** With one setting more in its query. */
    public HostAddress withSetting(String name, String value) {
        String pair = name + "=" + value;
        return new HostAddress(scheme, host, port, path, query == null ? pair : query + "&" + pair);
    }

    /** @throws IllegalArgumentException if it has port 0, which a client cannot connect to */
    public void checkForClient() {
        if (port == 0) {
            throw new IllegalArgumentException("\"" + uri() + "\" has port 0, which stands for any free one and is "
                    + "for servers. Take the address of the started server.");
        }
    }

    public URI uri() {
        String text = scheme + "://" + this + path;
        return URI.create(query == null ? text : text + "?" + query);
    }

    /**
     * The address if the host is a numeric one, so that no name service need be asked; else null, as for one with an
     * interface behind a percent sign, which the system has to find.
     */
    public @Nullable InetAddress numeric() throws UnknownHostException {
        byte[] bytes = host.indexOf('%') >= 0 ? null : NetUtil.createByteArrayFromIpAddressString(host);
        return bytes == null ? null : InetAddress.getByAddress(bytes);
    }

    /** Host and port, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    private static int portOf(URI uri, String scheme, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below, like a number that is no port
        }
        throw wrong(uri, scheme, "its port is not a number from 0 to 65535");
    }

    private static IllegalArgumentException wrong(URI uri, String scheme, String why) {
        return new IllegalArgumentException("\"" + uri + "\" is no address for " + scheme.toUpperCase(Locale.ROOT)
                + ": " + why + ". Write " + scheme + "://0.0.0.0:7777 or " + scheme + "://example.org:7777.");
    }
}
