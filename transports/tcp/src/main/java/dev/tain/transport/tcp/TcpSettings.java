package dev.tain.transport.tcp;

import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.QuerySettings;
import dev.tain.transport.netty.SocketSettings;
import dev.tain.transport.netty.tls.TlsSettings;

/**
 * What can be chosen about TCP, plain and encrypted. Immutable; most games need none of it, but for the certificate of a
 * server that encrypts.
 *
 * @param sockets sizes, times and threads
 * @param tls certificate and trust, of {@code tls://}
 */
public record TcpSettings(SocketSettings sockets, TlsSettings tls) {
    public static TcpSettings defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** These settings with what the query of an address changes. */
    TcpSettings with(HostAddress address, boolean isServer) {
        return new Builder(this).read(address, isServer).build();
    }

    /** Starts from the defaults, which the setters name. */
    public static final class Builder extends TlsSettings.Builder<Builder> {
        private Builder() {}

        private Builder(TcpSettings settings) {
            super(settings.sockets, settings.tls);
        }

        @Override
        protected Builder self() {
            return this;
        }

        private Builder read(HostAddress address, boolean isServer) {
            QuerySettings query = new QuerySettings(address.scheme());
            nameSettings(query);
            if (TcpTransportProvider.isEncrypted(address)) {
                nameTlsSettings(query, isServer);
            }
            query.apply(address.query());
            return this;
        }

        public TcpSettings build() {
            return new TcpSettings(sockets(), tls());
        }
    }
}
