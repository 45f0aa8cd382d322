package dev.tain.authentication;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a server's secrets are. */
@FunctionalInterface
public interface SecretLookup {
    /**
     * Looks up a user's secret.
     *
     * @param answer to be given the secret, or null if there is no such user; once, now or later, from any thread
     */
    void find(String user, Consumer<byte @Nullable []> answer);
}
