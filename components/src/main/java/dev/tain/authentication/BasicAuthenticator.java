package dev.tain.authentication;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.Responder;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A user name and a secret that both know; the secret never travels, and what travels is of no use a second time.
 *
 * <pre>
 *   client                         server
 *   ChallengeRequest  user, nonce ──►
 *                              ◄── Challenge  nonce
 *   ProofRequest  MAC(secret, user, both nonces) ──►    looks the secret up, compares
 *                              ◄── ProofAccepted  MAC of the server's own: it knows the secret, too
 * </pre>
 *
 * <p>A connection has one attempt; with a wrong one it is sent away. The answer to a name that does not exist is that to
 * a wrong secret. An accepted connection has an {@link AuthenticatedUser} attached. It proves who connects; it does not
 * encrypt what follows.
 *
 * <p>A client refuses to do this over a connection that is not encrypted, unless told to: who reads along can try
 * passwords against the proof at leisure, and who sits on the way can take the connection over once it is accepted.
 *
 * <p>The secret is better made of the password than the password itself: {@code Secrets.ofPassword} of tain-run.
 */
public final class BasicAuthenticator implements NetworkAuthenticator {
    private static final String WRONG = "The name or the secret is wrong.";
    private static final int NONCE_BYTES = 16;

    private final KeyedHash hash;
    private final IntFunction<byte[]> random;
    private final SecretLookup secrets;
    private @Nullable String user;
    private byte @Nullable [] secret;
    private @Nullable NetworkConnection proven;
    private boolean isUnencryptedAllowed;

    /** What the server remembers between the two requests, attached to the connection. */
    private static final class Attempt {
        final Handshake handshake;
        boolean made;

        Attempt(Handshake handshake) {
            this.handshake = handshake;
        }
    }

    private BasicAuthenticator(KeyedHash hash, IntFunction<byte[]> random, SecretLookup secrets) {
        this.hash = hash;
        this.random = random;
        this.secrets = secrets;
    }

    /**
     * An authenticator for a server, for a client, or for both.
     *
     * @param hash on the JVM, {@code secrets::mac}
     * @param random so many bytes nobody can guess; on the JVM, {@code secrets::randomBytes}
     * @param secrets where the server's secrets are; for a client, one that knows nobody
     */
    public static BasicAuthenticator of(KeyedHash hash, IntFunction<byte[]> random, SecretLookup secrets) {
        return new BasicAuthenticator(hash, random, secrets);
    }

    /** An authenticator for a client alone. */
    public static BasicAuthenticator forClient(KeyedHash hash, IntFunction<byte[]> random) {
        return new BasicAuthenticator(hash, random, (user, answer) -> answer.accept(null));
    }

    /**
     * Who the client is; before it connects.
     *
     * @throws IllegalArgumentException if the name is longer than 64 characters, or the secret is empty
     */
    public BasicAuthenticator credentials(String user, byte[] secret) {
        if (user.length() > 64 || secret.length == 0) {
            throw new IllegalArgumentException("The user name has " + user.length() + " characters and the secret "
                    + secret.length + " bytes; a name takes at most 64, and a secret at least 1.");
        }
        this.user = user;
        this.secret = secret.clone();
        return this;
    }

    /** Lets the client prove itself over a connection that is not encrypted, as in a network of one's own. */
    public BasicAuthenticator allowUnencrypted() {
        isUnencryptedAllowed = true;
        return this;
    }

    // ---------------------------------------------------------------- server

    @Override
    public void startServer(NetworkServer server) {
        server.registerRequestHandler(ChallengeRequest.class, this::challenge, false);
        server.registerRequestHandler(
                ProofRequest.class,
                (connection, proof, responder) -> prove(server, connection, proof, responder),
                false);
    }

    @Override
    public void stopServer(NetworkServer server) {
        server.unregisterHandler(ChallengeRequest.class);
        server.unregisterHandler(ProofRequest.class);
    }

    private void challenge(NetworkConnection connection, ChallengeRequest request, Responder<Challenge> responder) {
        if (connection.isAuthenticated() || connection.attachment(Object.class) != null) {
            responder.refuse("One attempt per connection.");
            return;
        }
        byte[] nonce = random.apply(NONCE_BYTES);
        connection.attach(new Attempt(new Handshake(request.user(), request.clientNonce(), nonce)));
        responder.reply(new Challenge(nonce));
    }

    private void prove(
            NetworkServer server,
            NetworkConnection connection,
            ProofRequest proof,
            Responder<ProofAccepted> responder) {
        if (!(connection.attachment(Object.class) instanceof Attempt attempt) || attempt.made) {
            responder.refuse("One attempt per connection.");
            return;
        }
        attempt.made = true;
        Handshake handshake = attempt.handshake;
        secrets.find(
                handshake.user(),
                found -> server.execute(() -> judge(connection, handshake, proof.proof(), found, responder)));
    }

    private void judge(
            NetworkConnection connection,
            Handshake handshake,
            byte[] proof,
            byte @Nullable [] found,
            Responder<ProofAccepted> responder) {
        if (!connection.isOpen() || connection.isAuthenticated()) {
            return;
        }
        byte[] key = found != null && found.length > 0 ? found : random.apply(NONCE_BYTES);
        boolean right = Handshake.same(handshake.clientProof(hash, key), proof);
        if (right && found != null) {
            responder.reply(new ProofAccepted(handshake.serverProof(hash, key)));
            connection.attach(new AuthenticatedUser(handshake.user()));
            accept(connection);
        } else {
            connection.attach(null);
            responder.refuse(WRONG);
            reject(connection, WRONG);
        }
    }

    // ---------------------------------------------------------------- client

    @Override
    public void clientAuthenticate(NetworkClient client) {
        String name = user;
        byte[] key = secret;
        if (name == null || key == null) {
            client.disconnect("The client was given no credentials.");
            throw new IllegalStateException("Call credentials(user, secret) before the client connects.");
        }
        NetworkConnection connection = client.connection();
        if (!isUnencryptedAllowed && connection != null && !connection.isEncrypted()) {
            client.disconnect("The connection is not encrypted.");
            throw new IllegalStateException("The connection to " + connection.address() + " is not encrypted, and who "
                    + "reads along could guess the secret from what is sent. Connect over tls:// or wss://, or call "
                    + "allowUnencrypted() on the authenticator.");
        }
        proven = null;
        byte[] nonce = random.apply(NONCE_BYTES);
        client.request(new ChallengeRequest(name, nonce))
                .onReply(challenge -> answer(client, new Handshake(name, nonce, challenge.serverNonce()), key))
                .onFailure(failure -> {}); // the connection ends, with the reason
    }

    private void answer(NetworkClient client, Handshake handshake, byte[] key) {
        client.request(new ProofRequest(handshake.clientProof(hash, key)))
                .onReply(accepted -> {
                    if (Handshake.same(handshake.serverProof(hash, key), accepted.serverProof())) {
                        proven = client.connection();
                    }
                })
                .onFailure(failure -> {});
    }

    /** A server that has not proved to know the secret is none. */
    @Override
    public boolean clientAccepts(NetworkClient client) {
        return proven != null && proven == client.connection();
    }
}
