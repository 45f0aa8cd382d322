package dev.tain.transport.websocket;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which pages a browser may connect from. A browser tells the page's origin, and lets no page change that; whoever is no
 * browser tells none, or what it likes. So this protects the players of a server from other people's pages, and no server
 * from anybody: without an origin a peer is let in.
 */
record Origins(Set<String> allowed) {
    private static final String ANY = "*";

    /** @return null if it may connect, else why not */
    @Nullable
    String refusal(@Nullable String origin, @Nullable String host) {
        if (origin == null || allowed.contains(ANY) || allowed.contains(origin.toLowerCase(Locale.ROOT))) {
            return null;
        }
        String page = hostOf(origin);
        if (page != null && host != null && page.equals(hostOf("http://" + host))) {
            return null;
        }
        return "Pages of " + origin + " may not connect; the server's setting \"origins\" does not name it.";
    }

    static String checked(String page) {
        boolean isOrigin = page.equals(ANY) || page.matches("[A-Za-z][A-Za-z0-9+.-]*://[^/]+");
        if (!isOrigin) {
            throw new IllegalArgumentException(
                    "\"" + page + "\" is no origin. Write https://example.org, without a path, or * for all.");
        }
        return page.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String hostOf(String uri) {
        try {
            String host = URI.create(uri).getHost();
            return host == null ? null : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
