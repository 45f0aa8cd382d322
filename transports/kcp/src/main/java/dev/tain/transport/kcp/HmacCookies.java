package dev.tain.transport.kcp;

import dev.tain.transport.kcp.engine.Cookies;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Cookies nobody can guess: 32 bits of HMAC-SHA-256 under a key that is made with this object and never leaves it. */
final class HmacCookies implements Cookies {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;
    private final ByteBuffer input = ByteBuffer.allocate(16 + 3 * Integer.BYTES);

    HmacCookies() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has HmacSHA256.", e);
        }
    }

    @Override
    public int cookie(Object address, int round, int before) {
        InetSocketAddress socket = (InetSocketAddress) address;
        input.clear()
                .put(socket.getAddress().getAddress())
                .putInt(socket.getPort())
                .putInt(round)
                .putInt(before);
        mac.update(input.array(), 0, input.position());
        return ByteBuffer.wrap(mac.doFinal()).getInt();
    }
}
