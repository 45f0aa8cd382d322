package dev.tain.house.guide;

import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What the snippets of the guide take for granted: a window, a game, a database. */
final class Stage {
    private Stage() {}

    interface Window {
        boolean isOpen();
    }

    interface Game {
        void update();

        void render();
    }

    interface Hud {
        void show(int score);

        void show(String text);
    }

    interface Mover {
        void move(Snippets.Move move);
    }

    interface Players extends Map<NetworkConnection, Mover> {}

    record StoredAccount(int coins) {}

    interface Database {
        CompletableFuture<StoredAccount> load(String name);
    }

    interface Bans {
        CompletableFuture<Boolean> check(String host);
    }

    interface Arena {}

    record Save(int health) {}

    interface Saves {
        CompletableFuture<Save> load(NetworkConnection connection);
    }

    static class Spatial {
        float x;
        float y;
        float z;

        void moveTo(float x, float y, float z) {
            this.x = x;
            this.y = y;
            this.z = z;
        }
    }

    interface Engine {
        Spatial load(String model);

        void loadLevel(String level, Runnable done);

        void draw(NetworkIdentity object);
    }
}
