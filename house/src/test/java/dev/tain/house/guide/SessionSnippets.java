package dev.tain.house.guide;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientListener;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.ReconnectPolicy;
import dev.tain.connection.ServerListener;
import java.time.Duration;
import java.util.Map;

/** The pieces of Java in the guide about what outlives a moment's trouble, compiled. */
class SessionSnippets {
    private Hud hud;
    private ServerListener listener;

    interface Hud {
        void offerToReconnect();

        void hideOffer();
    }

    interface Shielded {
        void shield(boolean on);
    }

    void server() {
        NetworkServer server = NetworkServer.builder()
                .address("tcp://[::]:7777")
                .gracePeriod(Duration.ofSeconds(20))
                .listener(listener)
                .build();
    }

    static class Listener implements ServerListener {
        private Map<NetworkConnection, Shielded> players;

        @Override
        public void suspended(NetworkConnection connection, Disconnect why) {
            players.get(connection).shield(true);
        }

        @Override
        public void resumed(NetworkConnection connection) {
            players.get(connection).shield(false);
        }
    }

    void client() {
        NetworkClient client = NetworkClient.builder()
                .reconnectPolicy(ReconnectPolicy.byHand())
                .listener(new ClientListener() {
                    @Override
                    public void suspended(Disconnect why) {
                        hud.offerToReconnect();
                    }

                    @Override
                    public void resumed() {
                        hud.hideOffer();
                    }
                })
                .build();
    }
}
