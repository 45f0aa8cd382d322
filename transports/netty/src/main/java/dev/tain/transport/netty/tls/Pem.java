package dev.tain.transport.netty.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes PEM files: certificates, and keys as PKCS #8. What is wrong with a file is told in words. */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END [A-Z ]*PRIVATE KEY-----");
    private static final int LINE_LENGTH = 64;
    private static final List<String> KEY_KINDS = List.of("EC", "RSA", "Ed25519");

    private Pem() {}

    /** At least one certificate, in the order of the file. */
    static List<X509Certificate> readCertificates(Path file) {
        try {
            List<X509Certificate> found = new ArrayList<>();
            byte[] content = Files.readAllBytes(file);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content))) {
                found.add((X509Certificate) certificate);
            }
            if (found.isEmpty()) {
                throw new IllegalArgumentException("The file " + file + " holds no certificate.");
            }
            return found;
        } catch (IOException e) {
            throw unreadable("certificate", file, e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("The file " + file + " holds no certificates in PEM: " + e + ".", e);
        }
    }

    static PrivateKey readKey(Path file) {
        String text;
        try {
            text = new String(Files.readAllBytes(file), US_ASCII);
        } catch (IOException e) {
            throw unreadable("key", file, e);
        }
        Matcher matcher = KEY.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("The file " + file + " holds no private key in PEM.");
        }
        if (!matcher.group(1).isEmpty()) {
            throw new IllegalArgumentException("The key in " + file + " is of the form \""
                    + matcher.group(1)
                    + "PRIVATE KEY\", which is not read. Convert it: openssl pkcs8 -topk8 -nocrypt -in "
                    + file.getFileName() + " -out new.key");
        }
        return keyOf(file, matcher.group(2));
    }

    private static PrivateKey keyOf(Path file, String base64) {
        try {
            PKCS8EncodedKeySpec encoded =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
            for (String kind : KEY_KINDS) {
                try {
                    return KeyFactory.getInstance(kind).generatePrivate(encoded);
                } catch (InvalidKeySpecException e) {
                    // of another kind, then
                }
            }
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException("The key in " + file + " cannot be read: " + e + ".", e);
        }
        throw new IllegalArgumentException("The key in " + file + " is none of " + KEY_KINDS + ".");
    }

    static String text(X509Certificate certificate) {
        try {
            return text("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException("A certificate that was read cannot be written.", e);
        }
    }

    static String text(PrivateKey key) {
        return text("PRIVATE KEY", key.getEncoded());
    }

    private static String text(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static IllegalArgumentException unreadable(String what, Path file, IOException cause) {
        return new IllegalArgumentException("The " + what + " file " + file + " cannot be read: " + cause + ".", cause);
    }
}
