package dev.tain.transport.netty.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Remembers why a server was not trusted, for TLS that is not the JDK's and forgets it on the way. For transports; one for
 * each connection.
 */
public final class TrustWitness extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private volatile @Nullable CertificateException refusal;

    public TrustWitness(ServerTrust trust) {
        judge = (X509ExtendedTrustManager) trust.manager();
    }

    /** A failed handshake, with what this one knows of it. */
    public Throwable explain(Throwable failure) {
        CertificateException known = refusal;
        return known == null ? failure : known;
    }

    private CertificateException remembered(CertificateException why) {
        refusal = why;
        return why;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        try {
            judge.checkServerTrusted(chain, kind, socket);
        } catch (CertificateException e) {
            throw remembered(e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        try {
            judge.checkServerTrusted(chain, kind, engine);
        } catch (CertificateException e) {
            throw remembered(e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        try {
            judge.checkServerTrusted(chain, kind);
        } catch (CertificateException e) {
            throw remembered(e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        judge.checkClientTrusted(chain, kind, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        judge.checkClientTrusted(chain, kind, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        judge.checkClientTrusted(chain, kind);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
