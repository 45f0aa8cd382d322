package dev.tain.transport.netty.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Which servers a client believes to be who they say. Immutable; may be shared by transports.
 *
 * <p>A certificate authority vouches for a name, so the name in the address is compared with those of the certificate. A
 * fingerprint stands for one certificate and nothing else: what name it bears, who signed it and until when it is valid
 * does not matter then.
 */
public final class ServerTrust {
    private final @Nullable List<X509Certificate> authorities; // null: the system's
    private final Set<String> fingerprints;
    private final boolean checksHostNames;

    private ServerTrust(
            @Nullable List<X509Certificate> authorities, Set<String> fingerprints, boolean checksHostNames) {
        this.authorities = authorities;
        this.fingerprints = fingerprints;
        this.checksHostNames = checksHostNames;
    }

    /** Servers that an authority known to this Java vouches for. What browsers do. */
    public static ServerTrust ofSystem() {
        return new ServerTrust(null, Set.of(), true);
    }

    /**
     * Servers that an authority of one's own vouches for.
     *
     * @param certificates a PEM file with one or more certificates
     * @throws IllegalArgumentException if the file cannot be read or holds none
     */
    public static ServerTrust authority(Path certificates) {
        return new ServerTrust(Pem.readCertificates(certificates), Set.of(), true);
    }

    /**
     * Servers with one of these certificates, as {@link ServerCertificate#fingerprint()} tells, or
     * {@code openssl x509 -fingerprint -sha256}. Several, so that the next one can be announced before it is used.
     *
     * @throws IllegalArgumentException if one is not 64 hexadecimal digits, with or without colons
     */
    public static ServerTrust fingerprints(String... fingerprints) {
        Set<String> parsed = new TreeSet<>();
        for (String fingerprint : fingerprints) {
            parsed.add(Fingerprint.parse(fingerprint));
        }
        if (parsed.isEmpty()) {
            throw new IllegalArgumentException("Give one fingerprint at least; none means that no server is trusted.");
        }
        return new ServerTrust(null, parsed, false);
    }

    /** Without comparing names: for an authority that vouches for one's own servers only. */
    public ServerTrust withoutHostNames() {
        return new ServerTrust(authorities, fingerprints, false);
    }

    /** For transports: whether the name in the address must be among those of the certificate. */
    public boolean checksHostNames() {
        return checksHostNames;
    }

    /** For transports: who judges a server's chain. */
    public TrustManager manager() {
        if (!fingerprints.isEmpty()) {
            return new PinningTrustManager(fingerprints);
        }
        try {
            KeyStore store = null;
            if (authorities != null) {
                store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(null, null);
                for (int i = 0; i < authorities.size(); i++) {
                    store.setCertificateEntry("authority" + i, authorities.get(i));
                }
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java cannot check certificates: " + e + ".", e);
        }
    }
}
