package dev.tain.run;

import dev.tain.connection.TokenSource;

/** The tokens of sessions, from the JDK's {@code SecureRandom}. Found by itself when this module is present. */
public final class SecureTokenSource implements TokenSource {
    private final Secrets secrets = new Secrets();

    @Override
    public byte[] randomBytes(int count) {
        return secrets.randomBytes(count);
    }
}
