package dev.tain.transport.netty.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a server shows who it is with: a chain of certificates, its own first, and the key to it. Immutable; may be shared
 * by transports.
 *
 * <pre>{@code
 * ServerCertificate.read(Path.of("fullchain.pem"), Path.of("privkey.pem"))   // as certbot writes them
 * ServerCertificate.development()                                           // made up on the spot
 * }</pre>
 */
public final class ServerCertificate {
    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final String fingerprint;

    private ServerCertificate(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
        try {
            fingerprint = Fingerprint.of(chain.get(0));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("The certificate cannot be encoded.", e);
        }
    }

    /**
     * A key and its chain, from wherever they are kept.
     *
     * @param chain the server's own certificate first
     * @throws IllegalArgumentException if the key is not that of the first certificate
     */
    public static ServerCertificate of(PrivateKey key, List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("The chain is empty; give the server's own certificate at least.");
        }
        if (!belongs(key, chain.get(0))) {
            throw new IllegalArgumentException("The key is not that of the certificate of "
                    + chain.get(0).getSubjectX500Principal() + ". Is the server's own certificate the first one?");
        }
        return new ServerCertificate(key, chain);
    }

    /**
     * Reads PEM files.
     *
     * @param key in the form PKCS #8, not encrypted: EC, RSA or Ed25519
     * @throws IllegalArgumentException if a file cannot be read or does not hold that, saying why
     */
    public static ServerCertificate read(Path chain, Path key) {
        return of(Pem.readKey(key), Pem.readCertificates(chain));
    }

    /**
     * Makes up a certificate for {@code localhost}, 127.0.0.1 and ::1, signed by nobody but itself, for ten years. No
     * client trusts it by itself: let it pin the {@link #fingerprint()}.
     */
    public static ServerCertificate development() {
        return development("localhost", "127.0.0.1", "::1");
    }

    /** As {@link #development()}, for these names and numeric addresses. */
    public static ServerCertificate development(String host, String... more) {
        List<String> hosts = new ArrayList<>(List.of(host));
        hosts.addAll(List.of(more));
        return SelfSigned.make(hosts);
    }

    /**
     * Writes PEM files, which {@link #read} reads: so a development certificate, and its fingerprint, can be kept. The
     * key's file is made for its owner's eyes only where the system can say so.
     *
     * @throws IOException if that is not possible; a file that is there already is not overwritten
     */
    public void write(Path chainFile, Path keyFile) throws IOException {
        String certificates = chain.stream().map(Pem::text).collect(Collectors.joining());
        if (Files.exists(chainFile)) {
            throw new IOException("The file " + chainFile + " is there already.");
        }
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(keyFile, attributes);
        Files.write(keyFile, Pem.text(key).getBytes(US_ASCII));
        Files.write(chainFile, certificates.getBytes(US_ASCII));
    }

    /** The SHA-256 of the server's own certificate, 64 hexadecimal digits: what a client pins. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The key. */
    public PrivateKey key() {
        return key;
    }

    /** The certificates, the server's own first. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** Whether it is signed by nobody but itself. */
    public boolean isSelfSigned() {
        X509Certificate own = chain.get(0);
        return own.getSubjectX500Principal().equals(own.getIssuerX500Principal());
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        String kind = key.getAlgorithm();
        String algorithm = kind.equals("EC") ? "SHA256withECDSA" : kind.equals("RSA") ? "SHA256withRSA" : kind;
        byte[] words = "signed by the key, checked with the certificate".getBytes(US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(words);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(words);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
