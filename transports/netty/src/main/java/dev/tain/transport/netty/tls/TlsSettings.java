package dev.tain.transport.netty.tls;

import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.QuerySettings;
import dev.tain.transport.netty.SocketSettings;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a server is and whom a client trusts.
 *
 * @param certificate what a server shows; null if it has none, and then it cannot encrypt
 * @param trust which servers a client believes
 */
public record TlsSettings(@Nullable ServerCertificate certificate, ServerTrust trust) {
    /** In place of a file: make a certificate up. */
    private static final String DEVELOPMENT = "development";

    /**
     * The certificate of a server that needs one.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ServerCertificate certificateFor(HostAddress address) {
        if (certificate == null) {
            throw new IllegalArgumentException("A server for " + address.scheme() + " needs a certificate: give its "
                    + "settings one, or write " + address.scheme() + "://" + address
                    + "?certificate=chain.pem&key=key.pem, or ?certificate=development to try it out.");
        }
        return certificate;
    }

    /**
     * The address that clients are told: without what is the server's alone, and with the fingerprint of a certificate
     * that nobody else vouches for.
     */
    public static HostAddress told(HostAddress address, ServerCertificate shown) {
        HostAddress told = address.withoutSettings(Set.of("certificate", "key"));
        return shown.isSelfSigned() ? told.withSetting("fingerprint", shown.fingerprint()) : told;
    }

    /**
     * What the builders of all settings with TLS share.
     *
     * @param <B> the builder itself
     */
    public abstract static class Builder<B extends Builder<B>> extends SocketSettings.Builder<B> {
        private @Nullable ServerCertificate certificate;
        private ServerTrust trust = ServerTrust.ofSystem();
        private @Nullable Path chainFile;
        private @Nullable Path keyFile;
        private boolean isHostNameChecked = true;

        protected Builder() {}

        protected Builder(SocketSettings sockets, TlsSettings tls) {
            super(sockets);
            certificate = tls.certificate;
            trust = tls.trust;
        }

        /** Names what an address that encrypts may carry. */
        protected void nameTlsSettings(QuerySettings query, boolean isServer) {
            if (isServer) {
                query.text("certificate", this::certificateFile);
                query.text("key", file -> keyFile = Path.of(file));
            } else {
                query.text("fingerprint", text -> trust(ServerTrust.fingerprints(text.split(",", -1))));
                query.text("authority", file -> trust(ServerTrust.authority(Path.of(file))));
                query.truth("checkHostName", isChecked -> isHostNameChecked = isChecked);
            }
        }

        /** What a server shows; none unless set. */
        public B certificate(ServerCertificate shown) {
            certificate = shown;
            return self();
        }

        /** Which servers a client believes; those the system's authorities vouch for unless set. */
        public B trust(ServerTrust trusted) {
            trust = trusted;
            return self();
        }

        /** What was chosen so far. */
        protected TlsSettings tls() {
            if (chainFile != null && keyFile != null) {
                certificate = ServerCertificate.read(chainFile, keyFile);
            } else if (chainFile != null || keyFile != null) {
                throw new IllegalArgumentException(
                        "A certificate has a chain and a key: write ?certificate=chain.pem&key=key.pem.");
            }
            return new TlsSettings(certificate, isHostNameChecked ? trust : trust.withoutHostNames());
        }

        private void certificateFile(String file) {
            if (file.equals(DEVELOPMENT)) {
                certificate = ServerCertificate.development();
            } else {
                chainFile = Path.of(file);
            }
        }
    }
}
