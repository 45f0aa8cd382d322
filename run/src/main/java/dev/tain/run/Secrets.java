package dev.tain.run;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cryptography that authenticators and rooms are handed, from the JDK: a keyed hash, chance that cannot be guessed, and
 * a secret made of a password.
 *
 * <pre>{@code
 * Secrets secrets = new Secrets();
 * BasicAuthenticator authenticator = BasicAuthenticator.of(secrets::mac, secrets::randomBytes, accounts::secretOf);
 * }</pre>
 *
 * <p>Any thread may use it.
 */
public final class Secrets {
    /** What OWASP recommends for PBKDF2 with HMAC-SHA256 (Password Storage Cheat Sheet, 2023). */
    public static final int ITERATIONS = 600_000;

    private static final int SECRET_BITS = 256;

    private final SecureRandom random = new SecureRandom();

    /** HMAC-SHA256: 32 bytes that only who has the key can make for this message. */
    public byte[] mac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256, and this one failed at it.", e);
        }
    }

    /** So many bytes nobody can guess. */
    public byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A number from 0 to below {@code bound} that nobody can guess. */
    public int randomBelow(int bound) {
        return random.nextInt(bound);
    }

    /**
     * Makes a secret of a password, by PBKDF2 with HMAC-SHA256 and {@link #ITERATIONS}; slow on purpose, so not on the
     * thread that ticks. The server keeps this instead of the password; the client makes it anew.
     *
     * @param salt another one for every account and every game, known to both: {@code "mygame:" + userName}
     */
    public byte[] ofPassword(char[] password, String salt) {
        PBEKeySpec spec = new PBEKeySpec(password, salt.getBytes(StandardCharsets.UTF_8), ITERATIONS, SECRET_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has PBKDF2WithHmacSHA256, and this one failed at it.", e);
        } finally {
            spec.clearPassword();
        }
    }
}
