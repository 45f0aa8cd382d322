package dev.tain.house.guide;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.annotation.ClientRpc;
import dev.tain.annotation.Command;
import dev.tain.annotation.Server;
import dev.tain.annotation.SyncMode;
import dev.tain.annotation.SyncSettings;
import dev.tain.annotation.SyncVar;
import dev.tain.annotation.TargetRpc;
import dev.tain.connection.NetworkConnection;
import dev.tain.manager.NetworkManager;
import dev.tain.manager.NetworkManagerListener;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.NodeAdapter;
import dev.tain.object.Pose;
import dev.tain.object.Prefabs;
import dev.tain.object.PreviousPlayer;
import dev.tain.object.SpawnHandler;
import dev.tain.object.SyncList;
import dev.tain.object.Visibility;
import dev.tain.value.Vector3;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The pieces of Java in README and guide about objects, compiled. {@code DocumentsTest} looks that they are here. */
class ObjectSnippets {
    private Stage.Arena arena;
    private Stage.Engine engine;
    private Stage.Saves saves;
    private NetworkServer server;
    private NetworkClient client;
    private NetworkConnection connection;
    private NetworkIdentity player;
    private Prefabs prefabs;
    private boolean running;

    public record Item(String name, int count) {}

    public static class Player extends NetworkBehaviour {
        @SyncVar(hook = "healthChanged")
        int health = 100;

        final SyncList<Item> inventory = new SyncList<>();

        @Command
        void fire(Vector3 direction) {
            health--;
            exploded(direction);
        }

        @ClientRpc
        void exploded(Vector3 at) {
            /* show it */
        }

        @TargetRpc
        void welcome(@Nullable NetworkConnection target, String text) {
            /* show it */
        }

        void healthChanged(int before, int now) {
            /* show it */
        }
    }

    public static class Gate extends NetworkBehaviour {}

    public static class Bullet extends NetworkBehaviour {}

    void together() {
        Prefabs prefabs = Prefabs.builder().add("player", Player.class).build();
        NetworkServer server = NetworkServer.builder()
                .address("kcp://0.0.0.0:7777")
                .prefabs(prefabs)
                .build();
        NetworkIdentity player = server.spawn(server.instantiate("player"), connection);
        player.behaviour(Player.class).health -= 10; // every client sees it; the hook runs there
    }

    void prefabs() {
        Prefabs prefabs = Prefabs.builder()
                .add("player", Player.class, Health.class)
                .add("flag", parts -> parts.add(new Flag_Networked(arena)))
                .add("bullet", Bullet.class)
                .sceneObject("arena/gate", Gate.class)
                .build();
    }

    void spawning() {
        NetworkIdentity flag = server.instantiate("flag");
        flag.pose().position(10, 0, 4);
        server.spawn(flag); // nobody's
        server.spawn(player, connection); // owned by a client

        server.unspawn(flag); // may be spawned again
        server.destroy(flag); // for good
    }

    void players() {
        server.addPlayer(connection, server.instantiate("player"));
        server.replacePlayer(connection, server.instantiate("ghost"), PreviousPlayer.DESTROY);
        server.assignAuthority(player, connection);
        server.removeAuthority(player);
        player.visibility(Visibility.HIDDEN); // its owner's alone
    }

    void nodes() {
        Prefabs clientPrefabs = Prefabs.builder()
                .add("player", parts -> {
                    parts.add(Player.class);
                    parts.identity().attach(engine.load("player.model"), new SpatialAdapter());
                })
                .build();
    }

    void pooling() {
        Deque<NetworkIdentity> pool = new ArrayDeque<>();
        client.registerSpawnHandler("bullet", new SpawnHandler() {
            @Override
            public NetworkIdentity spawn(Pose pose) {
                return pool.isEmpty() ? client.instantiate("bullet") : pool.pop();
            }

            @Override
            public void unspawn(NetworkIdentity bullet) {
                pool.push(bullet);
            }
        });
    }

    static class SpatialAdapter implements NodeAdapter<Stage.Spatial> {
        @Override
        public void read(Stage.Spatial node, Pose into) {
            into.position(node.x, node.y, node.z);
        }

        @Override
        public void write(Pose from, Stage.Spatial node) {
            node.moveTo(from.x, from.y, from.z);
        }
    }

    public static class Health extends NetworkBehaviour {
        @SyncVar(hook = "changed")
        int points = 100;

        @SyncVar
        @Nullable
        NetworkIdentity lastHitBy;

        void changed(int before, int now) {
            /* redraw */
        }
    }

    @SyncSettings(mode = SyncMode.OWNER, intervalMillis = 100)
    public static class Purse extends NetworkBehaviour {
        @SyncVar
        int coins;
    }

    @SyncSettings(marked = true)
    public static class Tree extends NetworkBehaviour {
        @SyncVar
        int apples;

        void pick() {
            apples--;
            markChanged();
        }
    }

    public static class Bag extends NetworkBehaviour {
        final SyncList<Item> items = new SyncList<>();

        @Override
        protected void onStartClient() {
            items.forEach(this::show); // what was there
            items.onChange(change -> redraw()); // and what comes
        }

        void show(Item item) {}

        void redraw() {}
    }

    public static class Door extends NetworkBehaviour {
        @SyncVar
        boolean open;

        @Command(requiresAuthority = false)
        void use(@Nullable NetworkConnection sender) { // a client calls use(null)
            open = !open;
        }

        @Server
        void slam() {
            open = false;
        } // does nothing on a client
    }

    static class Listener implements NetworkManagerListener {
        private Stage.Saves saves;

        @Override
        public void onServerAddPlayer(NetworkManager manager, NetworkConnection connection) {
            saves.load(connection)
                    .thenAcceptAsync(
                            save -> {
                                NetworkIdentity player = manager.server().instantiate("player");
                                player.behaviour(Player.class).health = save.health();
                                manager.server().addPlayer(connection, player);
                            },
                            manager);
        }
    }

    void manager() {
        NetworkManager manager = NetworkManager.builder()
                .address("kcp://0.0.0.0:7777")
                .prefabs(prefabs)
                .playerPrefab("player")
                .startPosition(new Pose().position(0, 0, 5))
                .onlineScene("lobby")
                .sceneLoader((scene, operation, done) -> engine.loadLevel(scene, done))
                .build();
        manager.startHost(); // or startServer(), or startClient("example.org")

        while (running) {
            manager.tick(System.nanoTime());
        }
    }

    void scenes(NetworkManager manager) {
        manager.changeScene("arena");
    }

    void host(NetworkManager manager) {
        for (NetworkIdentity object : manager.client().objects()) {
            engine.draw(object); // the client's objects; the server's are not drawn
        }
    }
}
