package dev.tain;

import dev.tain.codegen.MessageIndex;
import dev.tain.connection.ReportSink;
import dev.tain.transport.TransportProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is on the class path: transports, generated message indexes, a sink for reports. */
final class Discovery {
    /** The scheme of an address that names none. */
    static final String DEFAULT_SCHEME = "tcp";

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

    /**
     * The transport that answers to an address's scheme.
     *
     * @throws IllegalArgumentException saying what to add, if there is none
     */
    static TransportProvider transportFor(URI address) {
        String scheme = address.getScheme();
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
                        + "\n  Maven:   <dependency><groupId>dev.tain</groupId><artifactId>tain-transport-" + scheme
                        + "</artifactId><version>…</version></dependency>"
                        + "\n  Gradle:  implementation(\"dev.tain:tain-transport-" + scheme + ":…\")"
                        + "\n  kapt:    the same line; a transport needs no processor"
                        + "\nIn a shaded jar, merge the META-INF/services files.");
    }

    /**
     * Reads {@code localhost}, {@code example.org:7000}, {@code ::1}, {@code [::1]:7000} or a whole URI.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static URI parse(String address) {
        try {
            if (address.contains("://")) {
                URI uri = new URI(address);
                if (uri.getHost() == null) {
                    throw new IllegalArgumentException(
                            "Address '" + address + "' names no host; tcp://host:port does.");
                }
                return uri.getPort() >= 0 ? uri : withPort(uri, DEFAULT_PORT);
            }
            boolean bareIpv6 = address.indexOf(':') != address.lastIndexOf(':') && !address.startsWith("[");
            URI uri = new URI(DEFAULT_SCHEME + "://" + (bareIpv6 ? "[" + address + "]" : address));
            if (uri.getHost() == null) {
                throw new IllegalArgumentException(
                        "'" + address + "' is no address; write a host, host:port, or scheme://host:port.");
            }
            return uri.getPort() >= 0 ? uri : withPort(uri, DEFAULT_PORT);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + address + "' is no address; write a host, host:port, or scheme://host:port.", e);
        }
    }

    static URI of(String host, int port) {
        return withPort(parse(host), port);
    }

    private static URI withPort(URI uri, int port) {
        try {
            return new URI(
                    uri.getScheme(), uri.getUserInfo(), uri.getHost(), port, uri.getPath(), uri.getQuery(), null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Port " + port + " does not go with " + uri + ".", e);
        }
    }

    static List<MessageIndex> orFound(@Nullable List<MessageIndex> explicit) {
        return explicit != null ? explicit : messageIndexes();
    }
}
