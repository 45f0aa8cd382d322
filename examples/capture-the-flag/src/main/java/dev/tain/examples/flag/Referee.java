package dev.tain.examples.flag;

import dev.tain.NetworkServer;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.manager.NetworkManager;
import dev.tain.manager.NetworkManagerListener;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.value.Vector2;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a match: waits in the lobby for players, plays in the arena, and in the end asks every client what
 * it sees and compares that with what is.
 */
final class Referee implements NetworkManagerListener, Spectator {
    /** How it went. */
    record Result(int players, int captures, long bytes, List<String> differences) {
        boolean isGood() {
            return captures > 0 && differences.isEmpty();
        }
    }

    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long OVERTIME_NANOS = TimeUnit.SECONDS.toNanos(40);

    private final int awaited;
    private final long matchNanos;
    private final List<String> differences = new ArrayList<>();
    private @Nullable NetworkManager manager;
    private @Nullable Rules rules;
    private @Nullable Result result;
    private long bytes;
    private int mostPlayers;
    private int answers = -1;
    private long last;
    private long end;
    private boolean playing;

    /** @param awaited how many players the match waits for */
    Referee(int awaited, int seconds) {
        this.awaited = awaited;
        this.matchNanos = TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Null until the match is over and every client was asked. */
    @Nullable
    Result result() {
        return result;
    }

    private NetworkServer server() {
        if (manager == null) {
            throw new IllegalStateException("Nothing was started.");
        }
        return manager.server();
    }

    @Override
    public void onStartServer(NetworkManager manager) {
        this.manager = manager;
        NetworkServer server = manager.server();
        server.replaceHandler(ChatMessage.class, (connection, chat) -> {
            saw(chat.from() + " says: " + chat.text());
            server.sendToAll(chat);
        });
        server.replaceRequestHandler(
                ScoreboardRequest.class,
                (connection, request, responder) ->
                        responder.reply(rules == null ? new Scoreboard(List.of()) : rules.scoreboard()));
        saw("listening on "
                + server.addresses().stream()
                        .filter(address -> !address.getScheme().equals("memory"))
                        .map(URI::toString)
                        .collect(Collectors.joining(", ")));
    }

    @Override
    public void onServerAddPlayer(NetworkManager manager, NetworkConnection connection) {
        NetworkIdentity identity = manager.server().instantiate("player");
        Player player = identity.behaviour(Player.class);
        player.team = rules == null ? Team.RED : rules.smallerTeam();
        Vector2 base = player.team.base();
        player.position = base;
        identity.pose().set(new Pose().position(base.x(), base.y(), 0));
        manager.server().addPlayer(connection, identity);
        mostPlayers = Math.max(mostPlayers, manager.playerCount());
    }

    @Override
    public void onServerDisconnect(NetworkManager manager, NetworkConnection connection, Disconnect why) {
        bytes += connection.statistics().bytesSent();
        NetworkIdentity player = manager.server().player(connection);
        if (player != null && rules != null) {
            rules.match().tell(player.behaviour(Player.class).name + " leaves the game"); // it is still there
        }
    }

    @Override
    public void onServerSceneChanged(NetworkManager manager, String scene) {
        saw("the scene is " + scene);
        if (scene.equals(Field.ARENA)) {
            rules = new Rules(manager.server());
        }
    }

    /** After each tick of the manager. */
    void update(long now) {
        float seconds = last == 0 ? 0 : Math.min(0.1f, (now - last) * 1e-9f);
        last = now;
        NetworkManager running = manager;
        Rules match = rules;
        if (running == null) {
            return;
        }
        if (match == null) {
            if (running.playerCount() >= awaited && !running.isLoadingScene()) {
                running.changeScene(Field.ARENA);
            }
        } else if (!playing) {
            if (running.playerCount() >= awaited) {
                playing = true;
                end = now + matchNanos;
                match.match().tell("The match begins");
            }
        } else if (now - end < 0) {
            match.play(seconds);
        } else if (!match.match().over && match.captures() == 0 && now - end < OVERTIME_NANOS) {
            match.play(seconds); // until somebody captures a flag
        } else if (!match.match().over) {
            end = now;
            match.match().over = true;
            match.match().tell("The match is over");
        } else if (now - end > GRACE_NANOS) {
            compare(match);
        }
    }

    private void compare(Rules match) {
        NetworkServer server = server();
        if (answers < 0) {
            answers = 0;
            for (NetworkConnection connection : server.connections()) {
                connection
                        .request(new ViewRequest())
                        .onReply(view -> compare(connection, view))
                        .onFailure(failure -> {
                            differences.add(connection + " did not answer: " + failure);
                            answers++;
                        });
            }
        }
        if (answers >= server.connections().size() && result == null) {
            for (NetworkConnection connection : server.connections()) {
                bytes += connection.statistics().bytesSent();
            }
            result = new Result(mostPlayers, match.captures(), bytes, differences);
        }
    }

    private void compare(NetworkConnection connection, View seen) {
        answers++;
        View real = View.of(server().objects());
        if (!real.equals(seen)) {
            differences.add(connection + " sees " + seen + " instead of " + real);
        }
    }

    @Override
    public void saw(String text) {
        System.out.println("[server] " + text);
    }
}
