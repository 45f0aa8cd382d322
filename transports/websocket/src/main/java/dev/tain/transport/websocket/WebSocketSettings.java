package dev.tain.transport.websocket;

import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.QuerySettings;
import dev.tain.transport.netty.SocketSettings;
import dev.tain.transport.netty.tls.TlsSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen about WebSocket. Immutable; most games need little of it.
 *
 * @param sockets sizes, times and threads
 * @param tls certificate and trust, of {@code wss://}
 * @param origins pages that browsers may connect from, besides those of the server's own host, such as
 *     {@code https://example.org}; {@code *} for all
 * @param proxies reverse proxies in front of the server, as numeric addresses or ranges such as {@code 10.0.0.0/8}; what
 *     they say of the peer's address is believed, and what anybody else says is not
 * @param forwardedHeader the header in which they say it, {@code X-Forwarded-For} or {@code Forwarded}; the other one is
 *     never looked at, as a proxy would pass on what a peer made up
 * @param files a folder whose files are served to browsers at the same port; null for none
 */
public record WebSocketSettings(
        SocketSettings sockets,
        TlsSettings tls,
        Set<String> origins,
        List<String> proxies,
        String forwardedHeader,
        @Nullable Path files) {
    public WebSocketSettings {
        origins = Set.copyOf(origins);
        proxies = List.copyOf(proxies);
    }

    public static WebSocketSettings defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** These settings with what the query of an address changes. */
    WebSocketSettings with(HostAddress address, boolean isServer) {
        return new Builder(this).read(address, isServer).build();
    }

    /** Starts from the defaults, which the setters name. */
    public static final class Builder extends TlsSettings.Builder<Builder> {
        private final Set<String> origins = new TreeSet<>();
        private List<String> proxies = List.of();
        private String forwardedHeader = Forwarding.X_FORWARDED_FOR;
        private @Nullable Path files;

        private Builder() {}

        private Builder(WebSocketSettings settings) {
            super(settings.sockets, settings.tls);
            origins.addAll(settings.origins);
            proxies = settings.proxies;
            forwardedHeader = settings.forwardedHeader;
            files = settings.files;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** None but the server's own host unless set. */
        public Builder origins(String... pages) {
            origins.clear();
            for (String page : pages) {
                origins.add(Origins.checked(page));
            }
            return this;
        }

        /** None unless set. */
        public Builder proxies(String... addresses) {
            for (String address : addresses) {
                AddressRange.of(address);
            }
            proxies = List.of(addresses);
            return this;
        }

        /** {@code X-Forwarded-For} unless set. */
        public Builder forwardedHeader(String header) {
            forwardedHeader = Forwarding.checkedHeader(header);
            return this;
        }

        /** None unless set. */
        public Builder files(Path folder) {
            files = folder;
            return this;
        }

        private Builder read(HostAddress address, boolean isServer) {
            QuerySettings query = new QuerySettings(address.scheme());
            nameSettings(query);
            if (WebSocketTransportProvider.isEncrypted(address)) {
                nameTlsSettings(query, isServer);
            }
            if (isServer) {
                query.text("origins", text -> origins(text.split(",", -1)));
                query.text("proxies", text -> proxies(text.split(",", -1)));
                query.text("forwardedHeader", this::forwardedHeader);
                query.text("files", text -> files(Path.of(text)));
            }
            query.apply(address.query());
            return this;
        }

        public WebSocketSettings build() {
            return new WebSocketSettings(sockets(), tls(), origins, proxies, forwardedHeader, files);
        }
    }
}
