package dev.tain.authentication;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.Responder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A client says how it would like to be called, and may if nobody present is called so; upper and lower case are the same.
 * When a connection ends, its name is free again. An accepted connection has an {@link AuthenticatedUser} attached.
 */
public final class UniqueNameAuthenticator implements NetworkAuthenticator {
    private final Map<String, NetworkConnection> names = new HashMap<>();
    private String name = "";

    /** How the client would like to be called, 1 to 64 characters; before it connects. */
    public UniqueNameAuthenticator name(String name) {
        if (name.isBlank() || name.length() > 64) {
            throw new IllegalArgumentException(
                    "The name '" + name + "' has " + name.length() + " characters; it takes 1 to 64, not all blank.");
        }
        this.name = name;
        return this;
    }

    @Override
    public void startServer(NetworkServer server) {
        server.registerRequestHandler(NameRequest.class, this::decide, false);
    }

    @Override
    public void stopServer(NetworkServer server) {
        server.unregisterHandler(NameRequest.class);
        names.clear();
    }

    private void decide(NetworkConnection connection, NameRequest request, Responder<ClaimAccepted> responder) {
        if (connection.isAuthenticated()) {
            responder.refuse("You have a name already.");
            return;
        }
        String wanted = request.name().strip();
        names.values().removeIf(other -> !other.isOpen());
        if (wanted.isEmpty() || names.putIfAbsent(wanted.toLowerCase(Locale.ROOT), connection) != null) {
            String text = wanted.isEmpty() ? "A name is needed." : "'" + wanted + "' is taken.";
            responder.refuse(text);
            reject(connection, text);
        } else {
            responder.reply(new ClaimAccepted());
            connection.attach(new AuthenticatedUser(wanted));
            accept(connection);
        }
    }

    @Override
    public void clientAuthenticate(NetworkClient client) {
        client.request(new NameRequest(name)).onFailure(failure -> {}); // the connection ends, with the reason
    }
}
