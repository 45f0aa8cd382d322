package dev.tain.testing.object;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;

/** Changes its state in each tick that sends. */
class TickingClock extends NetworkBehaviour {
    /** A server and a client that send in each tick. */
    static final class Sides {
        final NetworkServer server;
        final NetworkClient client;

        Sides(NetworkSimulation net) {
            Prefabs prefabs = Prefabs.builder().add("clock", TickingClock.class).build();
            server = net.server(builder -> builder.prefabs(prefabs).sendRate(0));
            client = net.connectClient(builder -> builder.prefabs(prefabs).sendRate(0));
            client.ready();
            net.exchange();
        }
    }

    @SyncVar
    int time;

    @Override
    protected void onTick() {
        if (isServer()) {
            time++;
        }
    }
}
