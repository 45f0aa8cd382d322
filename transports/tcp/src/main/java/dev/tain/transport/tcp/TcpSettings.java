package dev.tain.transport.tcp;

import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.QuerySettings;
import dev.tain.transport.netty.SocketSettings;

/**
 * What can be chosen about TCP. Immutable; most games need none of it.
 *
 * @param sockets sizes, times and threads
 */
public record TcpSettings(SocketSettings sockets) {
    public static TcpSettings defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** These settings with what the query of an address changes. */
    TcpSettings with(HostAddress address) {
        QuerySettings query = new QuerySettings(address.scheme());
        Builder builder = new Builder(this);
        builder.nameSettings(query);
        query.apply(address.query());
        return builder.build();
    }

    /** Starts from the defaults, which the setters name. */
    public static final class Builder extends SocketSettings.Builder<Builder> {
        private Builder() {}

        private Builder(TcpSettings settings) {
            super(settings.sockets);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected void nameSettings(QuerySettings query) {
            super.nameSettings(query);
        }

        public TcpSettings build() {
            return new TcpSettings(sockets());
        }
    }
}
