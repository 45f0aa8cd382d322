package dev.tain.transport.quic;

import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.QuerySettings;
import dev.tain.transport.netty.SocketSettings;
import dev.tain.transport.netty.tls.TlsSettings;

/**
 * What can be chosen about QUIC. Immutable; a server needs a certificate, and most games need nothing else.
 *
 * @param sockets sizes, times and threads; {@code maxPacketBytes} is that of reliable packets
 * @param tls certificate and trust
 * @param idleTimeoutMillis how long a connection lives of which nothing is heard. A last resort: the session above has a
 *     limit of its own
 */
public record QuicSettings(SocketSettings sockets, TlsSettings tls, int idleTimeoutMillis) {
    public QuicSettings {
        if (idleTimeoutMillis < 1) {
            throw new IllegalArgumentException("idleTimeoutMillis is " + idleTimeoutMillis + "; it must be positive.");
        }
    }

    public static QuicSettings defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** These settings with what the query of an address changes. */
    QuicSettings with(HostAddress address, boolean isServer) {
        return new Builder(this).read(address, isServer).build();
    }

    /** Starts from the defaults, which the setters name. */
    public static final class Builder extends TlsSettings.Builder<Builder> {
        private int idleTimeoutMillis = 60_000;

        private Builder() {}

        private Builder(QuicSettings settings) {
            super(settings.sockets, settings.tls);
            idleTimeoutMillis = settings.idleTimeoutMillis;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** 60 s unless set. */
        public Builder idleTimeoutMillis(int millis) {
            idleTimeoutMillis = millis;
            return this;
        }

        private Builder read(HostAddress address, boolean isServer) {
            QuerySettings query = new QuerySettings(address.scheme());
            nameSettings(query);
            nameTlsSettings(query, isServer);
            query.number("idleTimeoutMillis", this::idleTimeoutMillis);
            query.apply(address.query());
            return this;
        }

        public QuicSettings build() {
            return new QuicSettings(sockets(), tls(), idleTimeoutMillis);
        }
    }
}
