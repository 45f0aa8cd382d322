package dev.tain.transport.netty.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.util.NetUtil;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.IDN;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Makes a key (ECDSA on P-256) and a certificate that it signs itself. The JDK makes keys and signatures, but has no
 * public way to make a certificate, which is what is written here: version 3 of RFC 5280, with the names of the server as
 * alternative names.
 */
final class SelfSigned {
    private static final Duration PAST = Duration.ofDays(1); // clocks differ
    private static final Duration FUTURE = Duration.ofDays(3650);
    private static final int SERIAL_BITS = 120;
    private static final int NAME_DNS = 2;
    private static final int NAME_IP = 7;

    private SelfSigned() {}

    static ServerCertificate make(List<String> hosts) {
        try {
            SecureRandom random = new SecureRandom();
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            byte[] content = content(pair.getPublic().getEncoded(), hosts, new BigInteger(SERIAL_BITS, random));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate(), random);
            signature.update(content);
            byte[] encoded = Der.sequence(content, ecdsaWithSha256(), Der.bits(signature.sign()));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            return ServerCertificate.of(pair.getPrivate(), List.of(certificate));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot make an ECDSA key on P-256: " + e + ".", e);
        }
    }

    private static byte[] content(byte[] publicKey, List<String> hosts, BigInteger serial) {
        Instant now = Instant.now();
        byte[] name = name(hosts.get(0));
        return Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.TWO)), // version 3
                Der.integer(serial.setBit(0)),
                ecdsaWithSha256(),
                name,
                Der.sequence(Der.time(now.minus(PAST)), Der.time(now.plus(FUTURE))),
                name,
                publicKey,
                Der.explicit(
                        3,
                        Der.sequence(
                                // basicConstraints, critical: no authority
                                Der.sequence(Der.identifier(2, 5, 29, 19), Der.truth(), Der.octets(Der.sequence())),
                                // subjectAltName
                                Der.sequence(Der.identifier(2, 5, 29, 17), Der.octets(alternativeNames(hosts))))));
    }

    private static byte[] ecdsaWithSha256() {
        return Der.sequence(Der.identifier(1, 2, 840, 10045, 4, 3, 2));
    }

    /** The common name alone. */
    private static byte[] name(String common) {
        return Der.sequence(Der.set(Der.sequence(Der.identifier(2, 5, 4, 3), Der.text(common))));
    }

    private static byte[] alternativeNames(List<String> hosts) {
        byte[][] names = new byte[hosts.size()][];
        for (int i = 0; i < names.length; i++) {
            byte[] numeric = NetUtil.createByteArrayFromIpAddressString(hosts.get(i));
            names[i] = numeric == null
                    ? Der.implicit(NAME_DNS, IDN.toASCII(hosts.get(i)).getBytes(US_ASCII))
                    : Der.implicit(NAME_IP, numeric);
        }
        return Der.sequence(names);
    }
}
