package dev.tain.authentication;

/** A message authentication code, such as HMAC-SHA256; on the JVM, {@code Secrets::mac} of tain-run. */
@FunctionalInterface
public interface KeyedHash {
    /** The code of a message under a key, 16 to 64 bytes. */
    byte[] mac(byte[] key, byte[] message);
}
