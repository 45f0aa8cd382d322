package dev.tain.transport.netty.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are made up, kept and read. */
class ServerCertificateTest {
    @Test
    void aDevelopmentCertificateIsOneAnybodyCanRead() throws Exception {
        ServerCertificate made = ServerCertificate.development("play.example.org", "10.0.0.7", "::1");
        X509Certificate own = made.chain().get(0);

        own.checkValidity();
        own.verify(own.getPublicKey());
        assertThat(own.getVersion()).isEqualTo(3);
        assertThat(own.getSerialNumber()).isPositive();
        assertThat(own.getBasicConstraints()).isEqualTo(-1); // no authority
        assertThat(own.getSubjectX500Principal().getName()).isEqualTo("CN=play.example.org");
        List<Object> names = new ArrayList<>();
        own.getSubjectAlternativeNames().forEach(name -> names.add(name.get(1)));
        assertThat(names).containsExactly("play.example.org", "10.0.0.7", "0:0:0:0:0:0:0:1");
        assertThat(made.isSelfSigned()).isTrue();
        assertThat(made.fingerprint()).matches("[0-9a-f]{64}");
    }

    @Test
    void twoDevelopmentCertificatesAreTwo() {
        assertThat(ServerCertificate.development().fingerprint())
                .isNotEqualTo(ServerCertificate.development().fingerprint());
    }

    @Test
    void whatIsWrittenIsReadAgain(@TempDir Path folder) throws IOException {
        ServerCertificate made = ServerCertificate.development();
        Path chain = folder.resolve("chain.pem");
        Path key = folder.resolve("key.pem");

        made.write(chain, key);
        ServerCertificate read = ServerCertificate.read(chain, key);

        assertThat(read.fingerprint()).isEqualTo(made.fingerprint());
        assertThat(read.key()).isEqualTo(made.key());
        if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whatIsThereIsNotOverwritten(@TempDir Path folder) throws IOException {
        ServerCertificate made = ServerCertificate.development();
        made.write(folder.resolve("chain.pem"), folder.resolve("key.pem"));

        assertThatThrownBy(() -> made.write(folder.resolve("chain.pem"), folder.resolve("other.pem")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> made.write(folder.resolve("other.pem"), folder.resolve("key.pem")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aKeyOfAnotherCertificateIsToldAtOnce() throws Exception {
        ServerCertificate one = ServerCertificate.development();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        KeyPair rsa = generator.generateKeyPair();

        assertThatThrownBy(() ->
                        ServerCertificate.of(ServerCertificate.development().key(), one.chain()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not that of the certificate of CN=localhost");
        assertThatThrownBy(() -> ServerCertificate.of(rsa.getPrivate(), one.chain()))
                .hasMessageContaining("not that of the certificate");
        assertThatThrownBy(() -> ServerCertificate.of(one.key(), List.of())).hasMessageContaining("empty");
    }

    @Test
    void filesThatDoNotFitAreToldInWords(@TempDir Path folder) throws IOException {
        Path chain = folder.resolve("chain.pem");
        Path key = folder.resolve("key.pem");
        Path odd = folder.resolve("odd.pem");
        ServerCertificate.development().write(chain, key);

        assertThatThrownBy(() -> ServerCertificate.read(folder.resolve("none.pem"), key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.pem")
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> ServerCertificate.read(chain, chain)).hasMessageContaining("holds no private key");
        assertThatThrownBy(() -> ServerCertificate.read(key, key)).hasMessageContaining("holds no certificate");
        Files.write(odd, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n".getBytes(US_ASCII));
        assertThatThrownBy(() -> ServerCertificate.read(chain, odd))
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt -in odd.pem");
        Files.write(odd, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n".getBytes(US_ASCII));
        assertThatThrownBy(() -> ServerCertificate.read(chain, odd))
                .hasMessageContaining("is none of [EC, RSA, Ed25519]");
    }

    @Test
    void fingerprintsAreReadAsPeopleWriteThem() {
        String plain = "ab12".repeat(16);
        StringBuilder withColons = new StringBuilder();
        for (int i = 0; i < plain.length(); i += 2) {
            withColons
                    .append(i == 0 ? "" : ":")
                    .append(plain.substring(i, i + 2).toUpperCase(java.util.Locale.ROOT));
        }

        assertThat(Fingerprint.parse(withColons.toString())).isEqualTo(plain);
        assertThatThrownBy(() -> ServerTrust.fingerprints("12"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 hexadecimal digits");
        assertThatThrownBy(ServerTrust::fingerprints).hasMessageContaining("one fingerprint at least");
    }
}
