package dev.tain.transport.quic;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.QuicTokenHandler;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that a client is where it says before the server remembers anything of it (RFC 9000, section 8.1.2). The server
 * answers the first packet with a Retry that carries a token, and forgets the client; a client that is really there sends
 * it back. So nobody can make the server answer to, or keep connections for, addresses that are not theirs.
 *
 * <pre>
 *   time, 8 bytes, seconds │ HMAC-SHA256 of time, port, address, id, 32 bytes │ the client's first connection id
 * </pre>
 *
 * The key is made anew with each start. One thread.
 */
final class AddressTokens implements QuicTokenHandler {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int TIME_BYTES = 8;
    private static final int MAC_BYTES = 32;
    private static final int ID_BYTES_MAX = 20; // RFC 9000, section 17.2
    private static final int KEY_BYTES = 32;
    private static final long SECONDS_MAX = 10;

    private final Mac mac;
    private final LongSupplier nanoTime;

    AddressTokens(SecureRandom random, LongSupplier nanoTime) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        this.nanoTime = nanoTime;
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256.", e);
        }
    }

    @Override
    public boolean writeToken(ByteBuf out, ByteBuf id, InetSocketAddress address) {
        long seconds = seconds();
        byte[] idBytes = new byte[id.readableBytes()];
        id.getBytes(id.readerIndex(), idBytes);
        out.writeLong(seconds).writeBytes(proof(seconds, address, idBytes)).writeBytes(idBytes);
        return true;
    }

    @Override
    public int validateToken(ByteBuf token, InetSocketAddress address) {
        int idLength = token.readableBytes() - TIME_BYTES - MAC_BYTES;
        if (idLength < 0 || idLength > ID_BYTES_MAX) {
            return -1;
        }
        int at = token.readerIndex();
        long seconds = token.getLong(at);
        byte[] given = new byte[MAC_BYTES];
        token.getBytes(at + TIME_BYTES, given);
        byte[] id = new byte[idLength];
        token.getBytes(at + TIME_BYTES + MAC_BYTES, id);
        boolean isProven = MessageDigest.isEqual(proof(seconds, address, id), given);
        long age = seconds() - seconds;
        return isProven && age >= 0 && age <= SECONDS_MAX ? TIME_BYTES + MAC_BYTES : -1;
    }

    @Override
    public int maxTokenLength() {
        return TIME_BYTES + MAC_BYTES + ID_BYTES_MAX;
    }

    private byte[] proof(long seconds, InetSocketAddress address, byte[] id) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            mac.update((byte) (seconds >>> shift));
        }
        mac.update((byte) (address.getPort() >>> 8));
        mac.update((byte) address.getPort());
        byte[] host = address.getAddress().getAddress();
        mac.update((byte) host.length);
        mac.update(host);
        return mac.doFinal(id);
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong());
    }
}
