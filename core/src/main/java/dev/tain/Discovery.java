package dev.tain;

import dev.tain.codegen.MessageIndex;
import dev.tain.connection.ReportSink;
import dev.tain.connection.TokenSource;
import dev.tain.transport.TransportProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is on the class path: transports, generated message indexes, a sink for reports. */
final class Discovery {
    /** The scheme of an address that names none. */
    static final String DEFAULT_SCHEME = "kcp";

    static final int DEFAULT_PORT = 7777;

    private Discovery() {}

    static List<MessageIndex> messageIndexes() {
        List<MessageIndex> found = new ArrayList<>();
        ServiceLoader.load(MessageIndex.class).forEach(found::add);
        return found;
    }

    static ReportSink reportSink() {
        for (ReportSink sink : ServiceLoader.load(ReportSink.class)) {
            return sink;
        }
        return report -> {};
    }

    static @Nullable TokenSource tokenSource() {
        for (TokenSource source : ServiceLoader.load(TokenSource.class)) {
            return source;
        }
        return null;
    }

    /**
     * The transport that answers to an address's scheme.
     *
     * @throws IllegalArgumentException saying what to add, if there is none
     */
    static TransportProvider transportFor(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        Set<String> known = new TreeSet<>();
        for (TransportProvider provider : ServiceLoader.load(TransportProvider.class)) {
            if (provider.schemes().contains(scheme)) {
                return provider;
            }
            known.addAll(provider.schemes());
        }
        throw new IllegalArgumentException(
                "No transport answers to '" + scheme + "' of " + address + "; on the class path: "
                        + (known.isEmpty() ? "none" : String.join(", ", known)) + ". Add the transport:"
                        + "\n  Maven:   <dependency><groupId>dev.tain</groupId><artifactId>" + artifactOf(scheme)
                        + "</artifactId><version>…</version></dependency>"
                        + "\n  Gradle:  implementation(\"dev.tain:" + artifactOf(scheme) + ":…\")"
                        + "\n  kapt:    the same line; a transport needs no processor"
                        + "\nIn a shaded jar, merge the META-INF/services files.");
    }

    private static String artifactOf(String scheme) {
        return switch (scheme) {
            case "tls" -> "tain-transport-tcp";
            case "ws", "wss" -> "tain-transport-websocket";
            default -> "tain-transport-" + scheme;
        };
    }

    /**
     * Reads {@code localhost}, {@code example.org:7000}, {@code ::1}, {@code [::1]:7000} or a whole URI, whose port, if it
     * has none, is the transport's own choice.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static URI parse(String address) {
        int schemeEnd = address.indexOf("://");
        String scheme = schemeEnd < 0 ? DEFAULT_SCHEME : address.substring(0, schemeEnd);
        String rest = schemeEnd < 0 ? address : address.substring(schemeEnd + 3);
        boolean bareIpv6 = schemeEnd < 0 && rest.indexOf(':') != rest.lastIndexOf(':') && !rest.startsWith("[");
        int port = schemeEnd < 0 ? DEFAULT_PORT : 0;
        return build(scheme, bareIpv6 ? "[" + rest + "]" : rest, port, address);
    }

    /** Puts a host, which may be anything {@link #parse} takes, and a port together. */
    static URI of(String host, int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("Port " + port + " does not exist; it is a number from 0 to 65535.");
        }
        String bracketed = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return build(DEFAULT_SCHEME, bracketed + ":" + port, 0, host);
    }

    // A name with an underscore is a host to everybody but java.net.URI, which keeps it as an authority only.
    private static URI build(String scheme, String rest, int port, String given) {
        int end = rest.length();
        for (int i = 0; i < rest.length(); i++) {
            if ("/?#".indexOf(rest.charAt(i)) >= 0) {
                end = i;
                break;
            }
        }
        String authority = rest.substring(0, end);
        boolean hasPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        try {
            URI uri = new URI(scheme.toLowerCase(Locale.ROOT) + "://" + authority
                    + (hasPort || authority.isEmpty() || port == 0 ? "" : ":" + port) + rest.substring(end));
            if (uri.getAuthority() != null && !authority.startsWith(":")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(notAnAddress(given), e);
        }
        throw new IllegalArgumentException(notAnAddress(given));
    }

    private static String notAnAddress(String given) {
        return "'" + given + "' is no address; write a host, host:port, or scheme://host:port.";
    }

    static List<MessageIndex> orFound(@Nullable List<MessageIndex> explicit) {
        return explicit != null ? explicit : messageIndexes();
    }
}
