package dev.tain.house.guide;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.BulkBytes;
import dev.tain.connection.BulkEnd;
import dev.tain.connection.BulkListener;
import dev.tain.connection.BulkOffer;
import dev.tain.connection.BulkSource;
import dev.tain.connection.BulkTransfer;
import dev.tain.connection.ClientListener;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.ReconnectPolicy;
import dev.tain.connection.ServerListener;
import dev.tain.discovery.DiscoveredServer;
import dev.tain.discovery.DiscoveryClient;
import dev.tain.discovery.DiscoveryListener;
import dev.tain.discovery.DiscoveryServer;
import java.time.Duration;
import java.util.Map;

/** The pieces of Java in the guide about what outlives a moment's trouble, compiled. */
class SessionSnippets {
    private Hud hud;
    private ServerListener listener;
    private Maps maps;
    private Menu menu;

    interface Hud {
        void offerToReconnect();

        void hideOffer();

        void loading(long done, long all);

        void show(String text);
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

    record MapVersion(int number) implements NetworkMessage {}

    interface Menu {
        void add(String name, Runnable choose);

        void remove(String name);
    }

    interface Maps {
        byte[] load(String name);

        void store(byte[] map);
    }

    void send(NetworkConnection connection) {
        byte[] map = maps.load("arena");
        connection.sendBulk(
                new BulkOffer("arena.map", map.length, new MapVersion(7)), BulkSource.of(map), new BulkListener() {
                    @Override
                    public void progress(BulkTransfer transfer) {
                        hud.loading(transfer.transferredBytes(), transfer.size());
                    }

                    @Override
                    public void ended(BulkTransfer transfer, BulkEnd how) {
                        hud.show(how.toString());
                    }
                });
    }

    void receive(NetworkClient client) {
        client.registerBulkHandler(offer -> {
            if (offer.size() > 10_000_000) {
                offer.refuse("Too large for me.");
            } else {
                BulkBytes bytes = new BulkBytes();
                offer.accept(bytes, new BulkListener() {
                    @Override
                    public void ended(BulkTransfer transfer, BulkEnd how) {
                        if (how.kind() == BulkEnd.Kind.COMPLETED) {
                            maps.store(bytes.toByteArray());
                        }
                    }
                });
            }
        });
    }

    public record LanInfo(String name, int players) implements NetworkMessage {}

    void advertise(NetworkServer server) {
        DiscoveryServer<LanInfo> discovery = DiscoveryServer.advertise(
                "com.game.arena", server.addresses(), LanInfo.class, new LanInfo("Ann's game", 0));
        discovery.show(new LanInfo("Ann's game", 3)); // whenever something changes
        discovery.close();
    }

    void search(NetworkClient client) {
        DiscoveryClient<LanInfo> search =
                DiscoveryClient.search("com.game.arena", LanInfo.class, client, new DiscoveryListener<>() {
                    @Override
                    public void found(DiscoveredServer<LanInfo> server) {
                        menu.add(
                                server.info().name(),
                                () -> client.connect(server.addresses().get(0)));
                    }

                    @Override
                    public void lost(DiscoveredServer<LanInfo> server) {
                        menu.remove(server.info().name());
                    }
                });
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
