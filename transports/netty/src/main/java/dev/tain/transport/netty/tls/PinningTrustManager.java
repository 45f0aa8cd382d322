package dev.tain.transport.netty.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts servers by the fingerprint of their own certificate, and by nothing else. */
final class PinningTrustManager extends X509ExtendedTrustManager {
    private final Set<String> fingerprints;

    PinningTrustManager(Set<String> fingerprints) {
        this.fingerprints = fingerprints;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        String found = chain.length == 0 ? "none" : Fingerprint.of(chain[0]);
        if (!fingerprints.contains(found)) {
            throw new CertificateException("its fingerprint is " + found + ", and "
                    + String.join(" or ", fingerprints)
                    + " was expected; either it has a new certificate, or this is another server");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, @Nullable Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("clients are not asked for certificates");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, @Nullable SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("clients are not asked for certificates");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw new CertificateException("clients are not asked for certificates");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
