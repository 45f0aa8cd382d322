package dev.tain.testing.object;

import dev.tain.NetworkServer;
import dev.tain.annotation.Command;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import org.jspecify.annotations.Nullable;

/** Whose owner may give it up or end it, and which takes something along when it goes. */
class Leaver extends NetworkBehaviour {
    @Nullable
    NetworkServer server;

    @Nullable
    NetworkIdentity takesAlong;

    int stops;

    @Command
    void giveUp() {
        if (server != null) {
            server.removeAuthority(identity());
        }
    }

    @Command
    void destroyMe() {
        if (server != null) {
            server.destroy(identity());
        }
    }

    @Override
    protected void onStopServer() {
        stops++;
        if (server != null && takesAlong != null) {
            server.destroy(takesAlong);
        }
    }
}
