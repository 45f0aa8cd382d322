package dev.tain.transport.netty.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.transport.netty.HostAddress;
import java.net.URI;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What a player reads when the certificate of a server is no good. */
class TlsFailureTest {
    private static final HostAddress SERVER = HostAddress.of(URI.create("tls://example.org:7777"), Set.of("tls"));

    /** As the JDK wraps it, which itself says "validity check failed". */
    private static String told(CertificateException real) {
        Throwable path = new CertPathValidatorException("validity check failed", real);
        Throwable said = new CertificateException("PKIX path validation failed: " + path, path);
        return TlsFailure.inWords(SERVER, new SSLHandshakeException("" + said).initCause(said))
                .getMessage();
    }

    @Test
    void aCertificateThatHasExpiredIsSaidSo() {
        assertThat(told(new CertificateExpiredException("NotAfter: Sat Jan 11 20:01:21 UTC 2020")))
                .isEqualTo("The certificate of example.org:7777 is not trusted: it, or one that vouches for it, has "
                        + "expired (NotAfter: Sat Jan 11 20:01:21 UTC 2020). If this machine's clock is right, the "
                        + "server needs a new one.");
    }

    @Test
    void aCertificateThatIsNotValidYetIsSaidSo() {
        assertThat(told(new CertificateNotYetValidException("NotBefore: Sat Jan 11 20:01:21 UTC 2070")))
                .contains("is not valid yet (NotBefore: Sat Jan 11 20:01:21 UTC 2070). Is this machine's clock right?");
    }
}
