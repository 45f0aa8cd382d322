package dev.tain.transport.websocket;

import dev.tain.transport.PeerAddress;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who is behind a reverse proxy. Each proxy adds whom it heard from at the end of the list, so the list is read
 * from its end, for as long as the speaker is a proxy of ours: the first who is not is the peer. What stands before was
 * said by that peer, and is worth nothing.
 *
 * <pre>
 *   X-Forwarded-For: made up, 203.0.113.7, 10.0.0.2        from 10.0.0.1
 *                             the peer ◄── a proxy ◄── a proxy
 * </pre>
 */
final class Forwarding {
    static final String X_FORWARDED_FOR = "X-Forwarded-For";
    static final String FORWARDED = "Forwarded"; // RFC 7239

    private final List<AddressRange> proxies;
    private final String header;

    Forwarding(List<String> proxies, String header) {
        this.proxies = proxies.stream().map(AddressRange::of).toList();
        this.header = header;
    }

    static String checkedHeader(String header) {
        for (String known : List.of(X_FORWARDED_FOR, FORWARDED)) {
            if (known.equalsIgnoreCase(header)) {
                return known;
            }
        }
        throw new IllegalArgumentException(
                "\"" + header + "\" is none of the headers that are read: " + X_FORWARDED_FOR + ", " + FORWARDED + ".");
    }

    /** Where the peer of a request is; null if it is where it seems to be. */
    @Nullable
    PeerAddress peerOf(InetSocketAddress speaker, HttpHeaders headers) {
        if (!isProxy(speaker.getAddress())) {
            return null;
        }
        PeerAddress peer = null;
        String[] hops = String.join(",", headers.getAll(header)).split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            InetSocketAddress hop = parse(header.equals(FORWARDED) ? forOf(hops[i]) : hops[i].trim());
            if (hop == null) {
                break;
            }
            peer = new PeerAddress(hop.getAddress().getHostAddress(), hop.getPort());
            if (!isProxy(hop.getAddress())) {
                break;
            }
        }
        return peer;
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(range -> range.contains(address));
    }

    /** The value of {@code for=} in one element of a {@code Forwarded}. */
    private static String forOf(String element) {
        for (String pair : element.split(";", -1)) {
            String trimmed = pair.trim();
            if (trimmed.toLowerCase(Locale.ROOT).startsWith("for=")) {
                return trimmed.substring(4).replace("\"", "");
            }
        }
        return "";
    }

    /** {@code 203.0.113.7}, {@code 203.0.113.7:4711}, {@code 2001:db8::1}, {@code [2001:db8::1]:4711}. */
    private static @Nullable InetSocketAddress parse(String text) {
        String host = text;
        String port = "0";
        int bracket = text.indexOf(']');
        int colon = text.lastIndexOf(':');
        if (colon > bracket && (bracket > 0 || text.indexOf(':') == colon)) {
            host = text.substring(0, colon);
            port = text.substring(colon + 1);
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        if (bytes == null || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            return null;
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), Integer.parseInt(port));
        } catch (UnknownHostException e) {
            throw new AssertionError("A numeric address has 4 or 16 bytes.", e);
        }
    }
}
