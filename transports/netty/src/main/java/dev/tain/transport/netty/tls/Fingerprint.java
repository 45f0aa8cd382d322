package dev.tain.transport.netty.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/** The SHA-256 of a certificate's DER, in lower-case hexadecimal: who it is, in 64 characters. */
final class Fingerprint {
    private static final int LENGTH = 64;

    private Fingerprint() {}

    static String of(X509Certificate certificate) throws CertificateEncodingException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256.", e);
        }
    }

    /** The same, as people write it: in any case, with or without colons. */
    static String parse(String text) {
        String plain = text.replace(":", "").toLowerCase(Locale.ROOT);
        if (plain.length() != LENGTH || !plain.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no fingerprint: it must have the 64 hexadecimal digits "
                            + "of a SHA-256, with or without colons.");
        }
        return plain;
    }
}
