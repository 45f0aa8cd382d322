package dev.tain.authentication;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.Responder;
import java.util.function.BiPredicate;

/**
 * A client says which device it is, and the game accepts it or not. That is a claim and no proof: it recognises players
 * who have no account, and keeps nobody out who wants in. An accepted connection has an {@link AuthenticatedUser} with the
 * id attached.
 */
public final class DeviceAuthenticator implements NetworkAuthenticator {
    private final String device;
    private final BiPredicate<NetworkConnection, String> accepts;

    private DeviceAuthenticator(String device, BiPredicate<NetworkConnection, String> accepts) {
        this.device = device;
        this.accepts = accepts;
    }

    /**
     * An authenticator for a server, for a client, or for both.
     *
     * @param device the client's id, at most 128 characters; the server's own is of no interest
     * @param accepts the server's decision
     */
    public static DeviceAuthenticator of(String device, BiPredicate<NetworkConnection, String> accepts) {
        return new DeviceAuthenticator(device, accepts);
    }

    @Override
    public void startServer(NetworkServer server) {
        server.registerRequestHandler(DeviceRequest.class, this::decide, false);
    }

    @Override
    public void stopServer(NetworkServer server) {
        server.unregisterHandler(DeviceRequest.class);
    }

    private void decide(NetworkConnection connection, DeviceRequest request, Responder<ClaimAccepted> responder) {
        if (connection.isAuthenticated()) {
            responder.refuse("You are authenticated already.");
        } else if (!request.device().isEmpty() && accepts.test(connection, request.device())) {
            responder.reply(new ClaimAccepted());
            connection.attach(new AuthenticatedUser(request.device()));
            accept(connection);
        } else {
            responder.refuse("This device was not accepted.");
            reject(connection, "This device was not accepted.");
        }
    }

    @Override
    public void clientAuthenticate(NetworkClient client) {
        client.request(new DeviceRequest(device)).onFailure(failure -> {}); // the connection ends, with the reason
    }
}
